package dev.turnpike.api.provider.openai;

import java.util.Locale;

/** The words in which providers of this protocol say why a model stopped, in ours. */
final class FinishReasons {

    private FinishReasons() {}

    static String normalise(String reason) {
        return switch (reason.toLowerCase(Locale.ROOT)) {
            case "length", "max_tokens", "model_length" -> "length";
            case "tool_calls", "tool_use", "function_call" -> "tool_calls";
            case "content_filter", "safety", "sensitive" -> "content_filter";
            case "error", "network_error", "insufficient_system_resource" -> "error";
            default -> "stop";
        };
    }
}
