package dev.turnpike.api.chat;

import dev.turnpike.api.gateway.Request;
import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.Checked;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.RequestBody;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.ServiceTier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks the body of a call to chat completions, and takes out of it what the gateway needs. */
final class ChatRequest {

    private ChatRequest() {}

    static Checked<Request> read(RequestBody received) {
        String problem = firstProblem(received.json());
        return problem == null
                ? Checked.passed(request(received))
                : Checked.refused(ApiError.of(ErrorType.INVALID_REQUEST, problem));
    }

    private static @Nullable String firstProblem(ObjectNode body) {
        String problem = MessageRules.firstProblem(body);
        if (problem == null) {
            problem = FieldRules.firstProblem(body);
        }
        if (problem == null) {
            problem = PreferencesReading.firstProblem(body.path("provider"));
        }
        return problem == null ? conflict(body) : problem;
    }

    /** What no field can tell alone. */
    private static @Nullable String conflict(ObjectNode body) {
        if (models(body).isEmpty()) {
            return "model must name the model that is to answer.";
        }
        JsonNode effort = body.path("reasoning").path("effort");
        JsonNode shorthand = body.path("reasoning_effort");
        if (effort.isString() && shorthand.isString() && !effort.equals(shorthand)) {
            return "reasoning_effort must not differ from reasoning.effort.";
        }
        return null;
    }

    private static Request request(RequestBody received) {
        ObjectNode body = received.json();
        return new Request(
                body,
                received.bytes(),
                models(body),
                body.path("stream").asBoolean(false),
                maxTokens(body),
                maxCost(body),
                PreferencesReading.read(body.path("provider")).withTier(tier(body)));
    }

    /** Null when the caller leaves it to us; then it is the usual one. */
    private static @Nullable ServiceTier tier(ObjectNode body) {
        return switch (body.path("service_tier").asString("auto")) {
            case "default", "standard_only" -> ServiceTier.DEFAULT;
            case "flex" -> ServiceTier.FLEX;
            case "priority", "fast" -> ServiceTier.PRIORITY;
            default -> null;
        };
    }

    private static @Nullable Usd maxCost(ObjectNode body) {
        JsonNode value = body.path("max_cost");
        return value.isNumber()
                ? Usd.parse(value.decimalValue().stripTrailingZeros().toPlainString())
                : null;
    }

    /** The preferred model first, then its fallbacks; each once. */
    private static List<String> models(ObjectNode body) {
        List<String> models = new ArrayList<>();
        if (body.path("model").isString()) {
            models.add(body.path("model").stringValue());
        }
        for (JsonNode model : body.path("models")) {
            if (!models.contains(model.stringValue())) {
                models.add(model.stringValue());
            }
        }
        return models;
    }

    /** The newer name wins where both are given. */
    private static @Nullable Long maxTokens(ObjectNode body) {
        JsonNode newer = body.path("max_completion_tokens");
        JsonNode value = newer.isNumber() ? newer : body.path("max_tokens");
        return value.isNumber() ? value.longValue() : null;
    }
}
