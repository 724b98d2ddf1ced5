package dev.turnpike.api.provider.anthropic;

import dev.turnpike.api.http.Json;
import dev.turnpike.api.provider.Exchange;
import dev.turnpike.billing.pricing.ServiceTier;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says a chat-completions request in the words of Messages. What it has no word for is left out.
 */
final class MessagesRequest {

    /** Its scale ends where ours has its middle. */
    private static final BigDecimal MAX_TEMPERATURE = BigDecimal.ONE;

    private MessagesRequest() {}

    static ObjectNode of(Exchange exchange, boolean stream) {
        ObjectNode body = exchange.body();
        ObjectNode request = Json.object();
        request.put("model", exchange.offer().upstreamModel());
        // It is required here, so the bound is sent whether or not the caller named one.
        request.put("max_tokens", exchange.bound());
        Conversation conversation = Conversation.of(body.path("messages"));
        if (!conversation.system().isEmpty()) {
            request.set("system", conversation.system());
        }
        request.set("messages", conversation.messages());
        addTools(request, body);
        addSampling(request, body);
        addFormat(request, exchange);
        if (body.path("user").isString()) {
            request.putObject("metadata").set("user_id", body.get("user"));
        }
        if (exchange.tier() != null) {
            // There is no way to insist: who asks for priority gets it while there is some.
            boolean isUsual = exchange.tier() == ServiceTier.DEFAULT;
            request.put("service_tier", isUsual ? "standard_only" : "auto");
        }
        if (stream) {
            request.put("stream", true);
        }
        return request;
    }

    private static void addTools(ObjectNode request, ObjectNode body) {
        if (body.path("tools").isEmpty()) {
            return;
        }
        ArrayNode tools = request.putArray("tools");
        for (JsonNode tool : body.path("tools")) {
            JsonNode function = tool.path("function");
            ObjectNode ours = tools.addObject();
            ours.set("name", function.path("name"));
            if (function.path("description").isString()) {
                ours.set("description", function.get("description"));
            }
            if (function.path("parameters").isObject()) {
                ours.set("input_schema", function.get("parameters"));
            } else {
                ours.putObject("input_schema").put("type", "object");
            }
            Blocks.copyCacheControl(tool, ours);
        }
        addToolChoice(request, body);
    }

    private static void addToolChoice(ObjectNode request, ObjectNode body) {
        JsonNode choice = body.path("tool_choice");
        JsonNode parallel = body.path("parallel_tool_calls");
        if (!choice.isString() && !choice.isObject() && !parallel.isBoolean()) {
            return;
        }
        ObjectNode ours = request.putObject("tool_choice");
        switch (choice.asString("")) {
            case "none" -> ours.put("type", "none");
            case "required" -> ours.put("type", "any");
            default -> {
                if (choice.path("function").path("name").isString()) {
                    ours.put("type", "tool").set("name", choice.path("function").get("name"));
                } else {
                    ours.put("type", "auto");
                }
            }
        }
        if (parallel.isBoolean() && !ours.path("type").asString().equals("none")) {
            ours.put("disable_parallel_tool_use", !parallel.booleanValue());
        }
    }

    private static void addSampling(ObjectNode request, ObjectNode body) {
        JsonNode stop = body.path("stop");
        if (stop.isString()) {
            request.putArray("stop_sequences").add(stop);
        } else if (!stop.isEmpty()) {
            request.set("stop_sequences", stop);
        }
        if (Thinking.add(request, body)) {
            // Thinking goes with none of the following.
            return;
        }
        if (body.path("temperature").isNumber()) {
            BigDecimal temperature = body.path("temperature").decimalValue();
            request.put("temperature", temperature.min(MAX_TEMPERATURE));
        }
        for (String field : new String[] {"top_p", "top_k"}) {
            if (body.path(field).isNumber()) {
                request.set(field, body.get(field));
            }
        }
    }

    private static void addFormat(ObjectNode request, Exchange exchange) {
        JsonNode schema =
                exchange.body().path("response_format").path("json_schema").path("schema");
        if (schema.isObject() && exchange.offer().capabilities().contains("structured_outputs")) {
            request.putObject("output_config")
                    .putObject("format")
                    .put("type", "json_schema")
                    .set("schema", schema);
        }
    }
}
