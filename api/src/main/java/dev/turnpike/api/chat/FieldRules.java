package dev.turnpike.api.chat;

import dev.turnpike.billing.money.Usd;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the fields of a request may hold. A field that is not here passes as it is. */
final class FieldRules {

    /** More fallbacks than candidates that are tried would only be noise. */
    private static final int MAX_MODELS = 8;

    private static final int MAX_STOPS = 4;
    private static final int MAX_NAME = 256;
    private static final int MAX_TOOLS = 512;

    /** Far beyond the longest answer that any model gives. */
    private static final int MAX_TOKENS = 10_000_000;

    /** In dollars; no call costs as much. */
    private static final BigDecimal MAX_COST = new BigDecimal("1000000");

    private static final Shape PENALTY = Shape.number("-2", "2");
    private static final Shape SHARE = Shape.number("0", "1");
    private static final Shape TOKENS = Shape.integer(1, MAX_TOKENS);

    private static final Shape EFFORT =
            Shape.oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max");

    private static final Map<String, Shape> REASONING =
            Map.of("max_tokens", TOKENS, "effort", EFFORT);

    private static final Map<String, Shape> RULES = new LinkedHashMap<>();

    static {
        RULES.put("model", Shape.line(MAX_NAME));
        RULES.put("models", Shape.array(0, MAX_MODELS, Shape.line(MAX_NAME)));
        RULES.put("stream", Shape.bool());
        RULES.put("stream_options", Shape.object());
        RULES.put("max_tokens", TOKENS);
        RULES.put("max_completion_tokens", TOKENS);
        RULES.put("max_cost", FieldRules::maxCost);
        RULES.put("temperature", Shape.number("0", "2"));
        RULES.put("top_p", SHARE);
        RULES.put("min_p", SHARE);
        RULES.put("top_a", SHARE);
        RULES.put("top_k", Shape.integer(0, Integer.MAX_VALUE));
        RULES.put("frequency_penalty", PENALTY);
        RULES.put("presence_penalty", PENALTY);
        RULES.put("repetition_penalty", Shape.number("0", "2"));
        RULES.put("seed", Shape.integer(Long.MIN_VALUE, Long.MAX_VALUE));
        RULES.put("logit_bias", Shape.map(1_024, Shape.number("-100", "100")));
        RULES.put("logprobs", Shape.bool());
        RULES.put("top_logprobs", Shape.integer(0, 20));
        RULES.put("stop", Shape.text(MAX_NAME).or(Shape.array(0, MAX_STOPS, Shape.text(MAX_NAME))));
        RULES.put("response_format", FieldRules::responseFormat);
        RULES.put("tools", Shape.array(0, MAX_TOOLS, FieldRules::tool));
        RULES.put("tool_choice", Shape.oneOf("none", "auto", "required").or(Shape.object()));
        RULES.put("parallel_tool_calls", Shape.bool());
        RULES.put("reasoning", Shape.object());
        RULES.put("reasoning_effort", EFFORT);
        RULES.put("verbosity", Shape.oneOf("low", "medium", "high", "xhigh", "max"));
        // Sound and images have prices of their own; until a model is offered with them, text only.
        RULES.put("modalities", Shape.array(1, 1, Shape.oneOf("text")));
        RULES.put("provider", Shape.object());
        RULES.put("route", Shape.oneOf("fallback", "sort"));
        RULES.put(
                "service_tier",
                Shape.oneOf("auto", "default", "standard_only", "flex", "priority", "fast"));
        RULES.put("user", Shape.text(MAX_NAME));
        RULES.put("session_id", Shape.text(MAX_NAME));
        RULES.put("metadata", Shape.map(16, Shape.text(512)));
        // Several answers would cost several times what was reserved.
        RULES.put("n", Shape.integer(1, 1));
    }

    private FieldRules() {}

    /** The first field that breaks its rule, and how; null when all are fine. */
    static @Nullable String firstProblem(ObjectNode body) {
        String problem = firstProblem("", RULES, body);
        return problem == null
                ? firstProblem("reasoning.", REASONING, body.path("reasoning"))
                : problem;
    }

    /** The same for the fields of an object, whose names begin with this where they are told. */
    static @Nullable String firstProblem(String prefix, Map<String, Shape> rules, JsonNode object) {
        for (var field : object.properties()) {
            Shape shape = rules.get(field.getKey());
            if (shape != null && !field.getValue().isNull()) {
                String problem = shape.problem(field.getValue());
                if (problem != null) {
                    return prefix + field.getKey() + " " + problem + ".";
                }
            }
        }
        return null;
    }

    private static @Nullable String responseFormat(JsonNode value) {
        String type = value.path("type").asString("");
        return switch (type) {
            case "text", "json_object", "grammar", "python" -> null;
            case "json_schema" ->
                    value.path("json_schema").path("name").isString()
                            ? null
                            : "of type json_schema must have json_schema.name";
            default ->
                    "must be an object whose type is text, json_object, json_schema, grammar or"
                            + " python";
        };
    }

    private static @Nullable String maxCost(JsonNode value) {
        return value.isNumber()
                        && value.decimalValue().signum() > 0
                        && value.decimalValue().compareTo(MAX_COST) <= 0
                        && value.decimalValue().stripTrailingZeros().scale() <= Usd.SCALE
                ? null
                : "must be a number of US dollars above 0, with at most %d decimals and up to %s"
                        .formatted(Usd.SCALE, MAX_COST);
    }

    private static @Nullable String tool(JsonNode value) {
        if (!value.path("type").asString("").equals("function")) {
            return "must be an object of type function";
        }
        String problem = Shape.text(MAX_NAME).problem(value.path("function").path("name"));
        return problem == null ? null : "has a function.name that " + problem;
    }
}
