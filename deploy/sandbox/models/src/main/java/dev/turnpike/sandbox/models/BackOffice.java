package dev.turnpike.sandbox.models;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.turnpike.sandbox.models.script.Cast;
import dev.turnpike.sandbox.models.stage.Counters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What no provider has: the front page that owns up to being a sandbox, and the counters. */
final class BackOffice implements HttpHandler {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Cast cast;
    private final Counters counters;

    BackOffice(Cast cast, Counters counters) {
        this.cast = cast;
        this.counters = counters;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Server", ModelSandbox.SERVER_NAME);
        switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
            case "GET /" -> send(exchange, 200, "text/html; charset=utf-8", page());
            case "GET /sandbox/requests" ->
                    send(exchange, 200, "application/json", requests().toString());
            case "DELETE /sandbox/requests" -> {
                counters.reset();
                cast.rewind();
                send(exchange, 200, "application/json", requests().toString());
            }
            default -> send(exchange, 404, "text/plain", "There is nothing here.\n");
        }
    }

    private ObjectNode requests() {
        ObjectNode requests = MAPPER.createObjectNode();
        return requests.set("models", MAPPER.valueToTree(counters.counts()));
    }

    private String page() {
        StringBuilder items = new StringBuilder();
        cast.names().forEach(name -> items.append("<li>").append(name).append("</li>\n"));
        return """
        <!doctype html>
        <html lang="en">
        <title>Turnpike model sandbox</title>
        <h1>Turnpike model sandbox</h1>
        <p>This is a sandbox. Its models are simulated: they follow scripts and know nothing.</p>
        <ul>
        %s</ul>
        <p>OpenAI protocol below <code>/openai/v1</code>, Anthropic protocol below
        <code>/anthropic/v1</code>, counters at <code>/sandbox/requests</code>.</p>
        </html>
        """
                .formatted(items);
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
