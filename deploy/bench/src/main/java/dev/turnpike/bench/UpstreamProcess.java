package dev.turnpike.bench;

import dev.turnpike.bench.upstream.CheapUpstream;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The upstream in a process of its own, so that its cost is neither the product's nor the load's.
 */
final class UpstreamProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    private UpstreamProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static UpstreamProcess start() throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CheapUpstream.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        if (line == null) {
            throw new IOException("The upstream ended while it was starting");
        }
        return new UpstreamProcess(process, Integer.parseInt(line));
    }

    int port() {
        return port;
    }

    /** The end of its input ends it, as our own end would. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }
}
