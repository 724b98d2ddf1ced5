package dev.turnpike.api.http;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why no model could be reached, in a form that a program can act upon.
 *
 * @param excludedBy the preferences that left nothing; empty when none did
 */
public record Availability(
        Code code,
        List<String> requestedModels,
        List<String> excludedBy,
        @Nullable Duration retryAfter) {

    /** The reasons. */
    public enum Code {
        MODEL_NOT_FOUND("model_not_found", false),
        NO_ENDPOINTS("no_endpoints", false),
        CONSTRAINT_FILTERED("constraint_filtered", false),
        PRIVACY_RESTRICTED("privacy_restricted", false),
        CAPACITY_EXHAUSTED("capacity_exhausted", true),
        TEMPORARILY_UNAVAILABLE("temporarily_unavailable", true);

        private final String wireName;
        private final boolean retryable;

        Code(String wireName, boolean retryable) {
            this.wireName = wireName;
            this.retryable = retryable;
        }
    }

    public Availability {
        requestedModels = List.copyOf(requestedModels);
        excludedBy = List.copyOf(excludedBy);
    }

    ObjectNode toJson(String docsUrl) {
        ObjectNode json = Json.object();
        json.put("code", code.wireName).put("retryable", code.retryable);
        if (retryAfter != null) {
            json.put("retry_after", ApiError.wholeSeconds(retryAfter));
        }
        requestedModels.forEach(json.putArray("requested_models")::add);
        if (!excludedBy.isEmpty()) {
            excludedBy.forEach(json.putArray("excluded_by")::add);
        }
        return json.put("docs_url", docsUrl);
    }
}
