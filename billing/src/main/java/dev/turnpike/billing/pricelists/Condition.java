package dev.turnpike.billing.pricelists;

import org.jspecify.annotations.Nullable;

/**
 * When other prices than the usual ones hold.
 *
 * @param abovePromptTokens only for prompts of more tokens; null for any length
 * @param tier only for calls that ask for it, e.g. {@code flex}; null for the usual one
 * @param window only at these times of the day, as the list writes it; null for all day
 */
public record Condition(
        @Nullable Long abovePromptTokens, @Nullable String tier, @Nullable String window) {

    public Condition {
        if (abovePromptTokens == null && tier == null && window == null) {
            throw new IllegalArgumentException("A condition asks for something");
        }
        tier = tier == null ? null : ListWords.name(tier);
        window = window == null ? null : ListWords.name(window);
    }

    /** For instance: above 200000 prompt tokens, tier flex. */
    @Override
    public String toString() {
        StringBuilder words = new StringBuilder();
        append(
                words,
                abovePromptTokens == null ? null : "above " + abovePromptTokens + " prompt tokens");
        append(words, tier == null ? null : "tier " + tier);
        append(words, window == null ? null : "at " + window);
        return words.toString();
    }

    private static void append(StringBuilder words, @Nullable String more) {
        if (more != null) {
            words.append(words.isEmpty() ? "" : ", ").append(more);
        }
    }
}
