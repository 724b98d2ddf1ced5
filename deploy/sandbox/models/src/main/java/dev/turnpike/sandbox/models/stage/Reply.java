package dev.turnpike.sandbox.models.stage;

import com.sun.net.httpserver.HttpExchange;
import dev.turnpike.sandbox.models.script.Failure;
import dev.turnpike.sandbox.models.wire.Dialect;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** The way back to one caller, in the caller's protocol. */
final class Reply {

    /** Tells the JDK's server to send chunks of unknown total length. */
    private static final long CHUNKED = 0;

    private final HttpExchange exchange;
    private final Dialect dialect;
    private final String requestId;

    Reply(HttpExchange exchange, Dialect dialect, String serial) {
        this.exchange = exchange;
        this.dialect = dialect;
        this.requestId = "req_" + serial;
        exchange.getResponseHeaders().set(dialect.requestIdHeader(), requestId);
    }

    void fail(Failure failure) throws IOException {
        failure.retryAfterSeconds()
                .ifPresent(
                        seconds ->
                                exchange.getResponseHeaders()
                                        .set("Retry-After", String.valueOf(seconds)));
        send(failure.status(), dialect.failure(failure, requestId).toString());
    }

    void json(JsonNode node) throws IOException {
        send(200, node.toString());
    }

    /** Sends the text as if it were JSON. */
    void send(int status, String json) throws IOException {
        byte[] bytes = start(status, json);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Promises the whole text and sends half of it; the caller must then hang up. */
    void sendHalf(String json) throws IOException {
        byte[] bytes = start(200, json);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
    }

    private byte[] start(int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        return bytes;
    }

    EventOutput openStream() throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, CHUNKED);
        return new EventOutput(exchange.getResponseBody());
    }

    /** Sends each event at once. */
    static final class EventOutput {
        private final OutputStream out;

        private EventOutput(OutputStream out) {
            this.out = out;
        }

        void write(String events) throws IOException {
            out.write(events.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        void end() throws IOException {
            out.close();
        }
    }
}
