package dev.turnpike.sandbox.models.openai;

import dev.turnpike.sandbox.models.script.Ask;
import dev.turnpike.sandbox.models.script.Delivery;
import dev.turnpike.sandbox.models.script.Limits;
import dev.turnpike.sandbox.models.script.Shape;
import dev.turnpike.sandbox.models.wire.Body;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a Chat Completions request and refuses what OpenAI refuses. */
final class OpenAiRequest {

    /** Every field that OpenAI documents; any other is an error there, and so it is here. */
    private static final Set<String> FIELDS =
            Set.of(
                    "audio",
                    "frequency_penalty",
                    "function_call",
                    "functions",
                    "logit_bias",
                    "logprobs",
                    "max_completion_tokens",
                    "max_tokens",
                    "messages",
                    "metadata",
                    "modalities",
                    "model",
                    "moderation",
                    "n",
                    "parallel_tool_calls",
                    "prediction",
                    "presence_penalty",
                    "prompt_cache_key",
                    "prompt_cache_options",
                    "prompt_cache_retention",
                    "reasoning_effort",
                    "response_format",
                    "safety_identifier",
                    "seed",
                    "service_tier",
                    "stop",
                    "store",
                    "stream",
                    "stream_options",
                    "temperature",
                    "tool_choice",
                    "tools",
                    "top_logprobs",
                    "top_p",
                    "user",
                    "verbosity",
                    "web_search_options");

    private static final int MAX_STOPS = 4;

    private OpenAiRequest() {}

    static Ask read(Body body) {
        body.allowOnly(FIELDS);
        checkRanges(body);
        return new Ask(
                body.text("model"),
                OpenAiMessages.read(body),
                OpenAiTools.read(body),
                shape(body),
                new Limits(maxTokens(body), stops(body)),
                delivery(body),
                !body.findText("reasoning_effort").equals(Optional.of("none")));
    }

    private static void checkRanges(Body body) {
        body.checkRange("temperature", 0, 2);
        body.checkRange("top_p", 0, 1);
        body.checkRange("presence_penalty", -2, 2);
        body.checkRange("frequency_penalty", -2, 2);
        if (body.findCount("n").orElse(1) != 1) {
            throw body.wrongValue("n", "this sandbox gives one choice only");
        }
    }

    private static OptionalInt maxTokens(Body body) {
        OptionalInt old = body.findCount("max_tokens");
        OptionalInt current = body.findCount("max_completion_tokens");
        if (old.isPresent() && current.isPresent()) {
            throw body.wrongValue(
                    "max_tokens", "not supported at the same time as max_completion_tokens");
        }
        return current.isPresent() ? current : old;
    }

    private static List<String> stops(Body body) {
        List<String> stops = body.listTexts("stop");
        if (stops.size() > MAX_STOPS) {
            throw body.wrongValue("stop", "at most " + MAX_STOPS + " stop sequences");
        }
        return stops;
    }

    private static Delivery delivery(Body body) {
        boolean stream = body.isTrue("stream");
        Optional<Body> options = body.findObject("stream_options");
        if (options.isPresent() && !stream) {
            throw body.wrongValue("stream_options", "only allowed when 'stream' is enabled");
        }
        return new Delivery(
                stream, options.map(each -> each.isTrue("include_usage")).orElse(false));
    }

    private static Shape shape(Body body) {
        Optional<Body> format = body.findObject("response_format");
        if (format.isEmpty()) {
            return new Shape.Prose();
        }
        return switch (format.get().text("type")) {
            case "text" -> new Shape.Prose();
            case "json_object" -> new Shape.AnyObject();
            case "json_schema" -> fitting(format.get().object("json_schema"));
            default -> throw format.get().wrongValue("type", "no such response format");
        };
    }

    private static Shape fitting(Body jsonSchema) {
        jsonSchema.text("name");
        return new Shape.Fitting(jsonSchema.object("schema").node());
    }
}
