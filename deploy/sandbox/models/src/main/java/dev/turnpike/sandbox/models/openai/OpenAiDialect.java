package dev.turnpike.sandbox.models.openai;

import com.sun.net.httpserver.Headers;
import dev.turnpike.sandbox.models.script.Ask;
import dev.turnpike.sandbox.models.script.Failure;
import dev.turnpike.sandbox.models.wire.Body;
import dev.turnpike.sandbox.models.wire.Dialect;
import dev.turnpike.sandbox.models.wire.Frames;
import dev.turnpike.sandbox.models.wire.MalformedRequest;
import dev.turnpike.sandbox.models.wire.Performance;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Speaks Chat Completions. */
public final class OpenAiDialect implements Dialect {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** When the simulated models came into being: 1 January 2026. */
    private static final long MODELS_CREATED = 1_767_225_600L;

    private final InstantSource clock;

    public OpenAiDialect(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String requestIdHeader() {
        return "x-request-id";
    }

    @Override
    public Optional<Failure> findRefusal(Headers headers, String apiKey) {
        String header = headers.getFirst("Authorization");
        if (header == null || !header.startsWith("Bearer ")) {
            return Optional.of(
                    Failure.of(401, "You didn't provide an API key in an Authorization header."));
        }
        if (!header.equals("Bearer " + apiKey)) {
            return Optional.of(
                    new Failure(
                            401,
                            "Incorrect API key provided.",
                            "",
                            "invalid_api_key",
                            OptionalInt.empty()));
        }
        return Optional.empty();
    }

    @Override
    public Ask read(Body body) {
        return OpenAiRequest.read(body);
    }

    @Override
    public Failure malformed(MalformedRequest request) {
        return OpenAiErrors.malformed(request);
    }

    @Override
    public Failure unknownModel(String model) {
        return OpenAiErrors.unknownModel(model);
    }

    @Override
    public JsonNode failure(Failure failure, String requestId) {
        return OpenAiErrors.envelope(failure);
    }

    @Override
    public JsonNode models(List<String> names) {
        ObjectNode list = JSON.objectNode().put("object", "list");
        names.forEach(name -> list.withArray("/data").add(model(name)));
        return list;
    }

    @Override
    public JsonNode model(String name) {
        return JSON.objectNode()
                .put("id", name)
                .put("object", "model")
                .put("created", MODELS_CREATED)
                .put("owned_by", "turnpike-sandbox");
    }

    @Override
    public JsonNode whole(Performance performance) {
        return OpenAiCompletion.of(performance, clock.instant().getEpochSecond());
    }

    @Override
    public Frames frames(Performance performance) {
        return new OpenAiFrames(performance, clock.instant().getEpochSecond());
    }
}
