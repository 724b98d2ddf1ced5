package dev.turnpike.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A kept-alive connection that carries one call at a time. */
final class Connection implements AutoCloseable {

    /** Longer than any chunk interval; a server that is silent for so long has lost the call. */
    private static final int SILENCE_MILLIS = 30_000;

    private final Socket socket;
    private final OutputStream out;
    private final ReplyReader reply;

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE_MILLIS);
        out = socket.getOutputStream();
        reply = new ReplyReader(socket.getInputStream());
    }

    /** Sends the request and reads the head of its reply; throws unless the status is 200. */
    ReplyReader call(byte[] request) throws IOException {
        out.write(request);
        int status = reply.readHead();
        if (status != 200) {
            throw new RefusedException(status, reply.bodyText());
        }
        return reply;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
