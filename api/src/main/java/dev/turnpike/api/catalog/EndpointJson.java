package dev.turnpike.api.catalog;

import dev.turnpike.api.http.Json;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.catalog.PricedOffer;
import tools.jackson.databind.node.ObjectNode;

/** One offer of a model in JSON. */
final class EndpointJson {

    private EndpointJson() {}

    static ObjectNode of(Model model, PricedOffer priced, boolean available) {
        Offer offer = priced.offer();
        ObjectNode json = Json.object();
        json.put("name", offer.provider().name() + " | " + model.id());
        json.put("model_id", model.id()).put("model_name", model.name());
        json.put("provider_name", offer.provider().name()).put("tag", offer.provider().slug());
        json.put("quantization", offer.quantization());
        json.put("context_length", offer.contextLength()).putNull("max_prompt_tokens");
        json.put("max_completion_tokens", offer.maxOutputTokens());
        json.set("pricing", PricingJson.of(priced.price().sheet(), priced.markup()));
        model.supportedParameters().forEach(json.putArray("supported_parameters")::add);
        json.put("supports_implicit_caching", offer.capabilities().contains("prompt_caching"));
        boolean choice = offer.capabilities().contains("tool_choice");
        json.putObject("supports_tool_choice")
                .put("auto", offer.capabilities().contains("tools"))
                .put("none", choice)
                .put("required", choice)
                .put("function", choice);
        json.put("status", available ? 0 : -1).put("available", available);
        for (String unmeasured :
                new String[] {
                    "uptime_last_5m",
                    "uptime_last_30m",
                    "uptime_last_1d",
                    "latency_last_30m",
                    "throughput_last_30m"
                }) {
            json.putNull(unmeasured);
        }
        return json;
    }
}
