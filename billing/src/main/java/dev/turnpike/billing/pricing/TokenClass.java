package dev.turnpike.billing.pricing;

/**
 * The disjoint kinds of units that a call can use: every token is counted in exactly one of them,
 * and what is not priced by the token in one of the last four.
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
    REQUEST("per_request", "request"),
    /** Whole images that are priced by the piece and not by their tokens. */
    IMAGE("per_image", "images"),
    /** Seconds of sound or film, begun ones included, where these have no tokens. */
    SECOND("per_second", "seconds"),
    /** Searches of the web that the provider made for an answer. */
    SEARCH("per_search", "web searches");

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
            case OUTPUT, REASONING, AUDIO_OUT, IMAGE_OUT, REQUEST, IMAGE, SECOND, SEARCH -> false;
        };
    }

    public boolean isCompletion() {
        return isToken() && !isPrompt();
    }

    /** Whether it is counted in tokens, of which a price list names the price of a million. */
    public boolean isToken() {
        return switch (this) {
            case REQUEST, IMAGE, SECOND, SEARCH -> false;
            case INPUT,
                    CACHE_READ,
                    CACHE_WRITE_5M,
                    CACHE_WRITE_1H,
                    OUTPUT,
                    REASONING,
                    AUDIO_IN,
                    AUDIO_OUT,
                    IMAGE_IN,
                    IMAGE_OUT ->
                    true;
        };
    }

    /** The class whose price stands in when a list names none: dearer or equal, never free. */
    TokenClass fallback() {
        return switch (this) {
            case CACHE_READ, CACHE_WRITE_5M, AUDIO_IN, IMAGE_IN -> INPUT;
            case CACHE_WRITE_1H -> CACHE_WRITE_5M;
            case REASONING, AUDIO_OUT, IMAGE_OUT -> OUTPUT;
            case INPUT, OUTPUT, REQUEST, IMAGE, SECOND, SEARCH -> this;
        };
    }
}
