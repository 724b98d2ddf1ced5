package dev.turnpike.billing.pricing;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When a provider asks other prices than usual: all parts that are given must hold.
 *
 * <p>The order is that in which conditions are tried, and the first that holds decides: higher
 * thresholds before lower ones and before none, within a threshold windows before none, and of
 * windows the one that begins earlier in the day.
 *
 * @param abovePromptTokens holds for prompts with more tokens than this, cached ones included
 * @param window holds for calls that begin within
 */
public record PriceCondition(@Nullable Long abovePromptTokens, @Nullable DailyWindow window)
        implements Comparable<PriceCondition> {

    private static final Comparator<PriceCondition> ORDER =
            Comparator.comparing(
                            PriceCondition::abovePromptTokens,
                            Comparator.nullsLast(Comparator.<Long>reverseOrder()))
                    .thenComparing(
                            PriceCondition::window,
                            Comparator.nullsLast(Comparator.<DailyWindow>naturalOrder()));

    public PriceCondition {
        if (abovePromptTokens == null && window == null) {
            throw new IllegalArgumentException("A condition has at least one part");
        }
        if (abovePromptTokens != null && abovePromptTokens < 1) {
            throw new IllegalArgumentException(
                    "A threshold is at least one token: " + abovePromptTokens);
        }
    }

    /** Whether it holds for a call with a prompt of this length that began at this moment. */
    boolean holds(long promptTokens, Instant moment) {
        return isReachable(promptTokens) && (window == null || window.contains(moment));
    }

    /** Whether it can hold, at some moment, for a prompt of up to this length. */
    boolean isReachable(long maxPromptTokens) {
        return abovePromptTokens == null || maxPromptTokens > abovePromptTokens;
    }

    /** For people: {@code above 200,000 prompt tokens, from 16:30 to 00:30 UTC}. */
    public String words() {
        String length =
                abovePromptTokens == null
                        ? ""
                        : String.format(Locale.ROOT, "above %,d prompt tokens", abovePromptTokens);
        String time = window == null ? "" : "from " + window.from() + " to " + window.to() + " UTC";
        return length.isEmpty() || time.isEmpty() ? length + time : length + ", " + time;
    }

    @Override
    public int compareTo(PriceCondition other) {
        return ORDER.compare(this, other);
    }
}
