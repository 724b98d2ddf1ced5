package dev.turnpike.sandbox.models.anthropic;

import com.sun.net.httpserver.Headers;
import dev.turnpike.sandbox.models.script.Ask;
import dev.turnpike.sandbox.models.script.Failure;
import dev.turnpike.sandbox.models.wire.Body;
import dev.turnpike.sandbox.models.wire.Dialect;
import dev.turnpike.sandbox.models.wire.Frames;
import dev.turnpike.sandbox.models.wire.MalformedRequest;
import dev.turnpike.sandbox.models.wire.Performance;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Speaks Messages. */
public final class AnthropicDialect implements Dialect {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public String requestIdHeader() {
        return "request-id";
    }

    /** The key comes as x-api-key, or as a bearer token from newer clients. */
    @Override
    public Optional<Failure> findRefusal(Headers headers, String apiKey) {
        String key = headers.getFirst("x-api-key");
        String bearer = headers.getFirst("Authorization");
        if (key == null && bearer == null) {
            return Optional.of(Failure.of(401, "x-api-key header is required"));
        }
        if (!apiKey.equals(key) && !("Bearer " + apiKey).equals(bearer)) {
            return Optional.of(Failure.of(401, "invalid x-api-key"));
        }
        if (headers.getFirst("anthropic-version") == null) {
            return Optional.of(Failure.of(400, "anthropic-version: header is required"));
        }
        return Optional.empty();
    }

    @Override
    public Ask read(Body body) {
        return AnthropicRequest.read(body);
    }

    @Override
    public Failure malformed(MalformedRequest request) {
        return AnthropicErrors.malformed(request);
    }

    @Override
    public Failure unknownModel(String model) {
        return Failure.of(404, "model: " + model);
    }

    @Override
    public JsonNode failure(Failure failure, String requestId) {
        return AnthropicErrors.envelope(failure, requestId);
    }

    @Override
    public JsonNode models(List<String> names) {
        ObjectNode list = JSON.objectNode();
        names.forEach(name -> list.withArray("/data").add(model(name)));
        return list.put("has_more", false)
                .put("first_id", names.getFirst())
                .put("last_id", names.getLast());
    }

    @Override
    public JsonNode model(String name) {
        return JSON.objectNode()
                .put("type", "model")
                .put("id", name)
                .put("display_name", "Simulated " + name)
                .put("created_at", "2026-01-01T00:00:00Z");
    }

    @Override
    public JsonNode whole(Performance performance) {
        return AnthropicMessage.of(performance);
    }

    @Override
    public Frames frames(Performance performance) {
        return new AnthropicFrames(performance);
    }
}
