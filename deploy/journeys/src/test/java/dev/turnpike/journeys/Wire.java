package dev.turnpike.journeys;

import dev.turnpike.billing.keys.KeySecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain HTTP to the product, for what a client library would hide. */
final class Wire {

    /** No call of a journey takes this long unless something is broken. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private Wire() {}

    /** An answer with its body as JSON. */
    record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        BigDecimal cost() {
            return body.path("usage").path("cost").decimalValue();
        }

        String text() {
            return body.path("choices").path(0).path("message").path("content").asString();
        }
    }

    static String api(String path) {
        return Stage.turnpike().publicUrl() + "/api/v1" + path;
    }

    /** A chat request in JSON: one message of the user, and further fields as they are. */
    static String chat(String model, String message, String more) {
        return """
        {"model": %s, "messages": [{"role": "user", "content": %s}]%s}"""
                .formatted(JSON.writeValueAsString(model), JSON.writeValueAsString(message), more);
    }

    static Answer post(KeySecret key, String body) {
        return send(request(key, body));
    }

    static Answer get(KeySecret key, String path) {
        return send(
                HttpRequest.newBuilder(URI.create(api(path)))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + key.text())
                        .build());
    }

    static Answer send(HttpRequest request) {
        return answer(exchange(request, BodyHandlers.ofString()));
    }

    static Answer answer(HttpResponse<String> response) {
        String body = response.body();
        return new Answer(
                response.statusCode(),
                body.startsWith("{") ? JSON.readTree(body) : JSON.createObjectNode(),
                response);
    }

    static JsonNode parse(byte[] json) {
        return JSON.readTree(json);
    }

    /** The lines of an event stream, read to its end. */
    static List<String> stream(KeySecret key, String body) {
        return exchange(request(key, body), BodyHandlers.ofLines()).body().toList();
    }

    /** The JSON of the data lines, without the end mark. */
    static List<JsonNode> chunks(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> JSON.readTree(line.substring("data: ".length())))
                .toList();
    }

    static HttpRequest request(KeySecret key, String body) {
        return requestTo(Stage.turnpike().publicUrl(), key, body);
    }

    /** The same to one of several servers. */
    static HttpRequest requestTo(String server, KeySecret key, String body) {
        return HttpRequest.newBuilder(URI.create(server + "/api/v1/chat/completions"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key.text())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    static HttpClient http() {
        return HTTP;
    }

    static <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
