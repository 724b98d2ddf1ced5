package dev.turnpike.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReplyReaderTest {

    private static final String PLAIN = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKED =
            """
            HTTP/1.1 200 OK\r
            transfer-encoding: chunked\r
            \r
            a\r
            data: one

            6\r
            data: \r
            4\r
            two
            \r
            0\r
            \r
            """
                    .replace("data: one\n\n", "data: one\n\r\n");

    @Test
    void skipsABodyOfKnownLength() throws IOException {
        ReplyReader reply = reader(PLAIN + PLAIN);

        assertThat(reply.readHead()).isEqualTo(200);
        assertThat(reply.skipBody()).isEqualTo(5);
        assertThat(reply.readHead()).isEqualTo(200);
    }

    @Test
    void joinsLinesAcrossChunks() throws IOException {
        ReplyReader reply = reader(CHUNKED);

        reply.readHead();

        assertThat(reply.nextBodyLine()).contains("data: one");
        assertThat(reply.nextBodyLine()).contains("data: two");
        assertThat(reply.nextBodyLine()).isEmpty();
    }

    @Test
    void skipsAChunkedBodyUpToTheNextReply() throws IOException {
        ReplyReader reply = reader(CHUNKED + PLAIN);

        reply.readHead();

        assertThat(reply.skipBody()).isEqualTo(20);
        assertThat(reply.readHead()).isEqualTo(200);
        assertThat(reply.nextBodyLine()).contains("hello");
    }

    @Test
    void tellsTheStatusAndTextOfAnError() throws IOException {
        ReplyReader reply = reader("HTTP/1.1 402 \r\nContent-Length: 4\r\n\r\nmore");

        assertThat(reply.readHead()).isEqualTo(402);
        assertThat(reply.bodyText()).isEqualTo("more ");
    }

    @Test
    void noticesAReplyThatIsCutOff() throws IOException {
        ReplyReader reply = reader(CHUNKED.substring(0, CHUNKED.length() - 10));

        reply.readHead();

        assertThatThrownBy(reply::skipBody).isInstanceOf(EOFException.class);
    }

    /** Delivers byte by byte, the worst that a network can do. */
    private static ReplyReader reader(String bytes) {
        InputStream all = new ByteArrayInputStream(bytes.getBytes(StandardCharsets.US_ASCII));
        return new ReplyReader(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        return all.read();
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        return all.read(target, offset, 1);
                    }
                });
    }
}
