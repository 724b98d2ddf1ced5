package dev.turnpike.billing.pricing;

import java.util.Arrays;

/** An immutable count for each token class; none is negative. */
@SuppressWarnings(
        "EnumOrdinal") // The order of TokenClass is the format in which counts are stored.
public final class TokenCounts {

    public static final TokenCounts NONE = new TokenCounts(new long[TokenClass.values().length]);

    private final long[] counts;

    private TokenCounts(long[] counts) {
        this.counts = counts;
    }

    public static TokenCounts of(TokenClass tokenClass, long count) {
        return NONE.with(tokenClass, count);
    }

    /** Counts in the order of {@link TokenClass}, as they are stored. */
    public static TokenCounts ofArray(long[] counts) {
        TokenCounts all = NONE;
        for (TokenClass tokenClass : TokenClass.values()) {
            if (tokenClass.ordinal() < counts.length) {
                all = all.with(tokenClass, counts[tokenClass.ordinal()]);
            }
        }
        return all;
    }

    /** A copy in which this class has this count. */
    public TokenCounts with(TokenClass tokenClass, long count) {
        if (count < 0) {
            throw new IllegalArgumentException(
                    "A count of " + tokenClass.code() + " is never negative: " + count);
        }
        long[] copy = counts.clone();
        copy[tokenClass.ordinal()] = count;
        return new TokenCounts(copy);
    }

    public long of(TokenClass tokenClass) {
        return counts[tokenClass.ordinal()];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenCounts that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.toString(counts);
    }
}
