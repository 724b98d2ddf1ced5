package dev.turnpike.billing.pricing;

/**
 * The disjoint kinds of units that a call can use: every token is counted in exactly one of them.
 *
 * <p>The order is part of the storage format of token counts: append, never reorder.
 */
public enum TokenClass {
    /** Prompt tokens that were neither read from nor written to a cache. */
    INPUT("input", "input tokens"),
    CACHE_READ("cache_read", "cached input tokens"),
    /** Written to a cache that lives five minutes. */
    CACHE_WRITE_5M("cache_write_5m", "cache write tokens (5 min)"),
    /** Written to a cache that lives one hour. */
    CACHE_WRITE_1H("cache_write_1h", "cache write tokens (1 h)"),
    /** Completion tokens that are not reasoning, audio or image. */
    OUTPUT("output", "output tokens"),
    REASONING("reasoning", "reasoning tokens"),
    AUDIO_IN("audio_in", "audio input tokens"),
    AUDIO_OUT("audio_out", "audio output tokens"),
    IMAGE_IN("image_in", "image input tokens"),
    IMAGE_OUT("image_out", "image output tokens"),
    /** One per call that was answered. */
    REQUEST("per_request", "request");

    private final String code;
    private final String label;

    TokenClass(String code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The name in files, columns and the API. */
    public String code() {
        return code;
    }

    /** The name on a receipt. */
    public String label() {
        return label;
    }

    public boolean isPrompt() {
        return switch (this) {
            case INPUT, CACHE_READ, CACHE_WRITE_5M, CACHE_WRITE_1H, AUDIO_IN, IMAGE_IN -> true;
            case OUTPUT, REASONING, AUDIO_OUT, IMAGE_OUT, REQUEST -> false;
        };
    }

    public boolean isCompletion() {
        return !isPrompt() && this != REQUEST;
    }

    /** The class whose price stands in when a list names none: dearer or equal, never free. */
    TokenClass fallback() {
        return switch (this) {
            case CACHE_READ, CACHE_WRITE_5M, AUDIO_IN, IMAGE_IN -> INPUT;
            case CACHE_WRITE_1H -> CACHE_WRITE_5M;
            case REASONING, AUDIO_OUT, IMAGE_OUT -> OUTPUT;
            case INPUT, OUTPUT, REQUEST -> this;
        };
    }
}
