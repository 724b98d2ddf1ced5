package dev.turnpike.api.provider.openai;

import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.provider.Completion;
import dev.turnpike.api.provider.Failure;
import dev.turnpike.api.provider.FailureReading;
import dev.turnpike.api.provider.Upstream.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a whole reply. */
final class OpenAiReply {

    private OpenAiReply() {}

    static Answer read(String provider, byte[] body) {
        try {
            return read(provider, Json.parse(body));
        } catch (JacksonException _) {
            return unreadable(provider);
        }
    }

    private static Answer read(String provider, JsonNode reply) {
        if (reply.path("error").isObject()) {
            return FailureReading.ofEvent(provider, reply.path("error"));
        }
        JsonNode choice = reply.path("choices").path(0);
        if (!(choice.path("message") instanceof ObjectNode message)) {
            return unreadable(provider);
        }
        normalise(message);
        String reason = text(choice, "finish_reason");
        return new Completion(
                message,
                reason == null ? null : FinishReasons.normalise(reason),
                reason,
                choice.path("logprobs").isObject() ? choice.get("logprobs") : null,
                OpenAiUsage.read(reply.path("usage")),
                text(reply, "id"),
                text(reply, "system_fingerprint"),
                text(reply, "service_tier"));
    }

    /** Gives what some providers name differently the name that our API has for it. */
    static void normalise(ObjectNode message) {
        JsonNode reasoning = message.remove("reasoning_content");
        if (reasoning != null && !message.hasNonNull("reasoning")) {
            message.set("reasoning", reasoning);
        }
    }

    static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isString() ? node.path(field).stringValue() : null;
    }

    private static Failure unreadable(String provider) {
        return Failure.of(
                ErrorType.PROVIDER_UNAVAILABLE, provider + " sent an answer that we cannot read.");
    }
}
