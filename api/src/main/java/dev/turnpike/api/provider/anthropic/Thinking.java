package dev.turnpike.api.provider.anthropic;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Translates a wish for reasoning into a budget of thinking tokens. */
final class Thinking {

    /** The provider refuses less. */
    private static final long MIN_BUDGET = 1_024;

    private Thinking() {}

    /** Adds the budget, if one is wanted and fits into the answer; returns whether it did. */
    static boolean add(ObjectNode request, ObjectNode body) {
        if (body.path("thinking").isObject()) {
            request.set("thinking", body.get("thinking"));
            return body.path("thinking").path("type").asString("").equals("enabled");
        }
        long answer = request.path("max_tokens").asLong();
        long budget = budget(body, answer);
        if (budget < MIN_BUDGET || budget >= answer) {
            return false;
        }
        request.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
        return true;
    }

    private static long budget(ObjectNode body, long answer) {
        JsonNode reasoning = body.path("reasoning");
        if (reasoning.path("max_tokens").isNumber()) {
            return reasoning.path("max_tokens").asLong();
        }
        String effort =
                reasoning.path("effort").asString(body.path("reasoning_effort").asString(""));
        if (effort.isEmpty() && reasoning.path("enabled").asBoolean(false)) {
            effort = "medium";
        }
        long wanted = answer * percent(effort) / 100;
        return wanted > 0 ? Math.max(MIN_BUDGET, wanted) : 0;
    }

    /** Of the answer; what is left of it must do for the text. */
    private static int percent(String effort) {
        return switch (effort) {
            case "minimal" -> 10;
            case "low" -> 20;
            case "medium" -> 50;
            case "high" -> 80;
            case "xhigh", "max" -> 95;
            default -> 0;
        };
    }
}
