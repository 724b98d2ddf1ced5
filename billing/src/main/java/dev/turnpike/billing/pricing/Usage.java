package dev.turnpike.billing.pricing;

import java.util.Arrays;

/**
 * How many units of each class a call used.
 *
 * @param estimated true when the provider reported nothing and we counted ourselves
 */
public record Usage(TokenCounts counts, boolean estimated) {

    public static Usage reported(TokenCounts counts) {
        return new Usage(counts, false);
    }

    public static Usage estimated(TokenCounts counts) {
        return new Usage(counts, true);
    }

    public long of(TokenClass tokenClass) {
        return counts.of(tokenClass);
    }

    /** All prompt tokens, cached ones included. */
    public long promptTokens() {
        return Arrays.stream(TokenClass.values())
                .filter(TokenClass::isPrompt)
                .mapToLong(counts::of)
                .sum();
    }

    /** All completion tokens, reasoning included. */
    public long completionTokens() {
        return Arrays.stream(TokenClass.values())
                .filter(TokenClass::isCompletion)
                .mapToLong(counts::of)
                .sum();
    }
}
