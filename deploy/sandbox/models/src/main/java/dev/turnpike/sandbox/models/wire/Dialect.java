package dev.turnpike.sandbox.models.wire;

import com.sun.net.httpserver.Headers;
import dev.turnpike.sandbox.models.script.Ask;
import dev.turnpike.sandbox.models.script.Failure;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The seam between the stage and one provider's wire protocol. */
public interface Dialect {

    /** The header in which this provider names each request. */
    String requestIdHeader();

    /** Why these headers do not let the caller in; empty when they do. */
    Optional<Failure> findRefusal(Headers headers, String apiKey);

    /**
     * Reads a request body.
     *
     * @throws MalformedRequest when the real provider would answer 400
     */
    Ask read(Body body);

    Failure malformed(MalformedRequest request);

    Failure unknownModel(String model);

    JsonNode failure(Failure failure, String requestId);

    /** The list of models as this provider gives it. */
    JsonNode models(List<String> names);

    JsonNode model(String name);

    JsonNode whole(Performance performance);

    Frames frames(Performance performance);
}
