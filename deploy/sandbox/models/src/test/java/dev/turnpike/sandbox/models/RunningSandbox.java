package dev.turnpike.sandbox.models;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sandbox for one test class, reset before each test, with the plainest possible caller. */
final class RunningSandbox implements BeforeEachCallback, AfterAllCallback {

    static final String KEY = "sandbox-key";

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final ModelSandbox sandbox = ModelSandbox.start(new ModelSandbox.Settings(0, KEY));
    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        send(request("/sandbox/requests").DELETE());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        client.close();
        sandbox.close();
    }

    int port() {
        return sandbox.port();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path)));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpRequest.Builder openAi(String json) {
        return request("/openai/v1/chat/completions")
                .header("Authorization", "Bearer " + KEY)
                .POST(BodyPublishers.ofString(json));
    }

    HttpRequest.Builder anthropic(String json) {
        return request("/anthropic/v1/messages")
                .header("x-api-key", KEY)
                .header("anthropic-version", "2023-06-01")
                .POST(BodyPublishers.ofString(json));
    }

    /** A minimal OpenAI body with more fields appended, each written with a leading comma. */
    static String chat(String model, String words, String more) {
        return """
        {"model":"%s","messages":[{"role":"user","content":"%s"}]%s}"""
                .formatted(model, words, more);
    }

    /** A minimal Anthropic body with more fields appended, each written with a leading comma. */
    static String message(String model, String words, String more) {
        return """
        {"model":"%s","max_tokens":100,"messages":[{"role":"user","content":"%s"}]%s}"""
                .formatted(model, words, more);
    }

    static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    JsonNode counts(String model) throws IOException, InterruptedException {
        return json(get("/sandbox/requests").body()).path("models").path(model);
    }
}
