package dev.turnpike.sandbox.payments.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Joins one part of the sandbox to the HTTP server; the edge at which a fault becomes an answer.
 */
public final class Endpoint implements HttpHandler {

    /** One part of the sandbox: the API, the pay pages, the knobs. */
    public interface Part {
        HttpAnswer answer(HttpCall call);
    }

    /** A whole order fits many times; more is a mistake. */
    public static final int MAX_BODY_BYTES = 256 * 1024;

    /** Into how many pieces a slow answer is cut. */
    private static final int PIECES = 10;

    private static final Logger LOG = System.getLogger(Endpoint.class.getName());

    private final Part part;

    public Endpoint(Part part) {
        this.part = part;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (answer(exchange)) {
                case HttpAnswer.Text text -> send(exchange, text, Duration.ZERO);
                case HttpAnswer.Slow(HttpAnswer.Text text, Duration duration) ->
                        send(exchange, text, duration);
                case HttpAnswer.HangUp() -> {}
            }
        }
    }

    private HttpAnswer answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            return HttpAnswer.json(413, ApiError.bodyTooLarge(MAX_BODY_BYTES).toJson());
        }
        try {
            return part.answer(call(exchange, body));
        } catch (RuntimeException fault) { // the outermost edge: whatever it is, the caller is told
            LOG.log(Level.ERROR, "A request to the payment sandbox failed.", fault);
            return HttpAnswer.json(500, ApiError.internal().toJson());
        }
    }

    private static HttpCall call(HttpExchange exchange, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(lower(name), values.getFirst()));
        return new HttpCall(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
                headers,
                new String(body, StandardCharsets.UTF_8));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static void send(HttpExchange exchange, HttpAnswer.Text text, Duration duration)
            throws IOException {
        text.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = text.bytes();
        boolean hasBody = bytes.length > 0 && !exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(text.status(), hasBody ? bytes.length : -1);
        if (!hasBody) {
            return;
        }
        OutputStream out = exchange.getResponseBody();
        int pieces = duration.isZero() ? 1 : PIECES;
        for (int piece = 0; piece < pieces; piece++) {
            pause(duration.dividedBy(pieces));
            int from = bytes.length * piece / pieces;
            out.write(bytes, from, bytes.length * (piece + 1) / pieces - from);
            out.flush();
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
