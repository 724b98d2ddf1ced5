package dev.turnpike.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waits until a part answers, and tells what its log says when it does not. */
final class Readiness {

    /** Short against the seconds a start takes, long against the cost of a question. */
    private static final long PAUSE_MILLIS = 200;

    private static final int LINES = 15;

    private final Part part;
    private final Duration patience;
    private final List<String> hopeless;

    private Readiness(Part part, Duration patience, List<String> hopeless) {
        this.part = part;
        this.patience = patience;
        this.hopeless = hopeless;
    }

    static Readiness of(Part part, Duration patience) {
        return new Readiness(part, patience, List.of());
    }

    /** Ends the wait when the log holds one of these words: the part lives, but never answers. */
    Readiness hopelessAfter(String... words) {
        return new Readiness(part, patience, List.of(words));
    }

    /** Waits for status 200 from an address. */
    void await(String url) {
        try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            var request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
            await(() -> isOk(client, request));
        }
    }

    /** Waits until somebody listens on a port of this machine. */
    void awaitListening(int port) {
        await(() -> isListening(port));
    }

    void await(BooleanSupplier answers) {
        long end = System.nanoTime() + patience.toNanos();
        while (!answers.getAsBoolean()) {
            if (!part.isAlive()) {
                throw new CannotStart(CrashReport.of(part));
            }
            for (String word : hopeless) {
                String found = part.linesFrom(word, LINES);
                if (!found.isEmpty()) {
                    throw new CannotStart(
                            "%s failed; its log is %s and says:%n%s"
                                    .formatted(part.title(), part.log(), found));
                }
            }
            if (System.nanoTime() > end) {
                throw tooLate();
            }
            pause();
        }
    }

    private CannotStart tooLate() {
        return new CannotStart(
                "%s does not answer after %d seconds; its log is %s and ends with:%n%s"
                        .formatted(
                                part.title(),
                                patience.toSeconds(),
                                part.log(),
                                part.lastLines(LINES)));
    }

    private static boolean isOk(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("The start was interrupted.", interrupted);
        }
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("The start was interrupted.", interrupted);
        }
    }
}
