package dev.turnpike.sandbox.models.anthropic;

import dev.turnpike.sandbox.models.script.Ask;
import dev.turnpike.sandbox.models.script.Delivery;
import dev.turnpike.sandbox.models.script.Limits;
import dev.turnpike.sandbox.models.script.Shape;
import dev.turnpike.sandbox.models.wire.Body;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a Messages request and refuses what Anthropic refuses. */
final class AnthropicRequest {

    /** Every field that Anthropic documents; any other is an error there, and so it is here. */
    private static final Set<String> FIELDS =
            Set.of(
                    "cache_control",
                    "container",
                    "context_management",
                    "diagnostics",
                    "inference_geo",
                    "max_tokens",
                    "mcp_servers",
                    "messages",
                    "metadata",
                    "model",
                    "output_config",
                    "service_tier",
                    "speed",
                    "stop_sequences",
                    "stream",
                    "system",
                    "temperature",
                    "thinking",
                    "tool_choice",
                    "tools",
                    "top_k",
                    "top_p");

    private static final int LEAST_THINKING_TOKENS = 1_024;

    private AnthropicRequest() {}

    static Ask read(Body body) {
        body.allowOnly(FIELDS);
        OptionalInt maxTokens = body.findCount("max_tokens");
        if (maxTokens.isEmpty()) {
            throw body.missing("max_tokens");
        }
        body.checkRange("temperature", 0, 1);
        body.checkRange("top_p", 0, 1);
        return new Ask(
                body.text("model"),
                AnthropicMessages.read(body),
                AnthropicTools.read(body),
                shape(body),
                new Limits(maxTokens, body.listTexts("stop_sequences")),
                new Delivery(body.isTrue("stream"), true),
                thinks(body, maxTokens.getAsInt()));
    }

    private static boolean thinks(Body body, int maxTokens) {
        Optional<Body> thinking = body.findObject("thinking");
        if (thinking.isEmpty()) {
            return true;
        }
        return switch (thinking.get().text("type")) {
            case "disabled" -> false;
            case "adaptive" -> true;
            case "enabled" -> {
                checkBudget(thinking.get(), maxTokens);
                yield true;
            }
            default -> throw thinking.get().wrongValue("type", "no such kind of thinking");
        };
    }

    private static void checkBudget(Body thinking, int maxTokens) {
        OptionalInt budget = thinking.findCount("budget_tokens");
        if (budget.isEmpty()) {
            throw thinking.missing("budget_tokens");
        }
        if (budget.getAsInt() < LEAST_THINKING_TOKENS || budget.getAsInt() >= maxTokens) {
            throw thinking.wrongValue(
                    "budget_tokens",
                    "must be at least " + LEAST_THINKING_TOKENS + " and less than max_tokens");
        }
    }

    private static Shape shape(Body body) {
        Optional<Body> format =
                body.findObject("output_config").flatMap(config -> config.findObject("format"));
        if (format.isEmpty()) {
            return new Shape.Prose();
        }
        if (!format.get().text("type").equals("json_schema")) {
            throw format.get().wrongValue("type", "expected json_schema");
        }
        return new Shape.Fitting(format.get().object("schema").node());
    }
}
