package dev.turnpike.billing.pricing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When a provider asks other prices than usual: all parts that are given must hold.
 *
 * <p>The order is that in which conditions are tried, and the first that holds decides: higher
 * thresholds before lower ones and before none, within a threshold windows before none, and of
 * windows the one that begins earlier in the day. A tier divides conditions: a call meets those
 * alone that name the tier by which it was served.
 *
 * @param abovePromptTokens holds for prompts with more tokens than this, cached ones included
 * @param window holds for calls that begin within
 * @param tier holds for calls that were served by it; null for those that were served as usual
 */
public record PriceCondition(
        @Nullable Long abovePromptTokens, @Nullable DailyWindow window, @Nullable ServiceTier tier)
        implements Comparable<PriceCondition> {

    private static final Comparator<PriceCondition> ORDER =
            Comparator.comparing(
                            PriceCondition::abovePromptTokens,
                            Comparator.nullsLast(Comparator.<Long>reverseOrder()))
                    .thenComparing(
                            PriceCondition::window,
                            Comparator.nullsLast(Comparator.<DailyWindow>naturalOrder()))
                    .thenComparing(
                            PriceCondition::tier,
                            Comparator.nullsLast(Comparator.<ServiceTier>naturalOrder()));

    public PriceCondition {
        if (abovePromptTokens == null && window == null && tier == null) {
            throw new IllegalArgumentException("A condition has at least one part");
        }
        if (tier == ServiceTier.DEFAULT) {
            throw new IllegalArgumentException("Calls that are served as usual need no condition");
        }
        if (abovePromptTokens != null && abovePromptTokens < 1) {
            throw new IllegalArgumentException(
                    "A threshold is at least one token: " + abovePromptTokens);
        }
    }

    /** For calls that are served as usual. */
    public PriceCondition(@Nullable Long abovePromptTokens, @Nullable DailyWindow window) {
        this(abovePromptTokens, window, null);
    }

    /** For all calls that are served by this tier. */
    public static PriceCondition of(ServiceTier tier) {
        return new PriceCondition(null, null, tier);
    }

    /**
     * Whether it holds for a call with a prompt of this length that began at this moment.
     *
     * @param served by which tier; null as usual
     */
    boolean holds(long promptTokens, Instant moment, @Nullable ServiceTier served) {
        return tier == (served == ServiceTier.DEFAULT ? null : served)
                && reaches(promptTokens)
                && (window == null || window.contains(moment));
    }

    /**
     * Whether it can hold, at some moment, for a prompt of up to this length.
     *
     * @param asked the tier that the caller asked for, who may be served as usual instead
     */
    boolean isReachable(long maxPromptTokens, @Nullable ServiceTier asked) {
        return (tier == null || tier == asked) && reaches(maxPromptTokens);
    }

    private boolean reaches(long promptTokens) {
        return abovePromptTokens == null || promptTokens > abovePromptTokens;
    }

    /**
     * For people: {@code on the flex tier, above 200,000 prompt tokens, from 16:30 to 00:30 UTC}.
     */
    public String words() {
        List<String> parts = new ArrayList<>();
        if (tier != null) {
            parts.add("on the " + tier.code() + " tier");
        }
        if (abovePromptTokens != null) {
            parts.add(String.format(Locale.ROOT, "above %,d prompt tokens", abovePromptTokens));
        }
        if (window != null) {
            parts.add("from " + window.from() + " to " + window.to() + " UTC");
        }
        return String.join(", ", parts);
    }

    @Override
    public int compareTo(PriceCondition other) {
        return ORDER.compare(this, other);
    }
}
