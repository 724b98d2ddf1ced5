package dev.turnpike.api.provider.anthropic;

/** Why a model stopped, from the words of Messages into ours. */
final class StopReasons {

    private StopReasons() {}

    static String normalise(String reason) {
        return switch (reason) {
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> "stop";
        };
    }
}
