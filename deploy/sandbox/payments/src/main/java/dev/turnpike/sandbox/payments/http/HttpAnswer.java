package dev.turnpike.sandbox.payments.http;

import dev.turnpike.sandbox.payments.objects.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What goes back to the caller. */
public sealed interface HttpAnswer {

    /** A status with a text. */
    record Text(int status, Map<String, String> headers, String body) implements HttpAnswer {

        public Text {
            headers = Map.copyOf(headers);
        }

        public Text with(String name, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Text(status, more, body);
        }

        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The text arrives piece by piece. */
    record Slow(Text text, Duration duration) implements HttpAnswer {}

    /** The connection is closed without a word. */
    record HangUp() implements HttpAnswer {}

    static Text of(ApiError error) {
        return json(error.status(), error.toJson());
    }

    static Text json(int status, ObjectNode body) {
        return new Text(status, Map.of("Content-Type", "application/json"), Json.print(body));
    }
}
