package dev.turnpike.api.provider.openai;

import dev.turnpike.api.http.Json;
import dev.turnpike.api.provider.Exchange;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.pricing.ServiceTier;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A caller's request as a provider gets it: the same, but for what only the gateway understands.
 */
final class OpenAiRequest {

    /**
     * Fields that are ours; a provider would refuse them, or learn what is none of its business.
     */
    private static final Set<String> GATEWAY_FIELDS =
            Set.of(
                    "models",
                    "provider",
                    "route",
                    "plugins",
                    "preset",
                    "transforms",
                    "usage",
                    "session_id",
                    "trace",
                    "metadata",
                    "debug",
                    "reasoning",
                    "include_reasoning",
                    "stop_server_tools_when",
                    "max_tool_calls",
                    "max_cost",
                    "cache_control",
                    // Searches have prices of their own, which no offer of ours has.
                    "web_search_options",
                    "x_search_filter",
                    // Set below.
                    "model",
                    "service_tier",
                    "stream",
                    "stream_options",
                    "max_tokens",
                    "max_completion_tokens");

    /** Wishes about style: dropped where a model does not take them. */
    private static final Set<String> OPTIONAL =
            Set.of(
                    "temperature",
                    "top_p",
                    "top_k",
                    "min_p",
                    "top_a",
                    "frequency_penalty",
                    "presence_penalty",
                    "repetition_penalty",
                    "logit_bias",
                    "logprobs",
                    "top_logprobs",
                    "seed",
                    "parallel_tool_calls",
                    "prediction",
                    "verbosity");

    private OpenAiRequest() {}

    static byte[] bytes(Exchange exchange, boolean stream) {
        ObjectNode request = Json.object();
        request.put("model", exchange.offer().upstreamModel());
        for (var field : exchange.body().properties()) {
            if (passes(exchange.model(), field.getKey())) {
                request.set(field.getKey(), field.getValue());
            }
        }
        if (exchange.mustSendBound()) {
            String field = exchange.offer().provider().maxTokensField().wireName();
            request.put(field, exchange.bound());
        }
        addEffort(request, exchange);
        ServiceTier tier = exchange.tier();
        if (tier != null) {
            request.put("service_tier", tier.code());
        }
        if (stream) {
            request.put("stream", true);
            request.putObject("stream_options").put("include_usage", true);
        }
        return Json.bytes(request);
    }

    private static boolean passes(Model model, String field) {
        if (GATEWAY_FIELDS.contains(field)) {
            return false;
        }
        return !OPTIONAL.contains(field)
                || model.supportedParameters().isEmpty()
                || model.supportedParameters().contains(field);
    }

    /** {@code reasoning.effort} is our spelling of {@code reasoning_effort}. */
    private static void addEffort(ObjectNode request, Exchange exchange) {
        JsonNode effort = exchange.body().path("reasoning").path("effort");
        if (effort.isString() && !request.has("reasoning_effort")) {
            request.set("reasoning_effort", effort);
        }
    }
}
