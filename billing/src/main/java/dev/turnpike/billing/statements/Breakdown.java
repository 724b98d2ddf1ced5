package dev.turnpike.billing.statements;

import dev.turnpike.billing.money.Usd;
import java.util.List;

/**
 * The usage of a month, taken apart in one way: the shares and the rest are all of it.
 *
 * @param shares the dearest first
 * @param rest what has no share of its own, because there are too many
 */
public record Breakdown(By by, List<Share> shares, Rest rest) {

    /** What usage is taken apart by. */
    public enum By {
        /** The model that answered. */
        MODEL,
        /** The key that called. */
        KEY,
        /** The workspace of that key. */
        WORKSPACE
    }

    public Breakdown {
        shares = List.copyOf(shares);
    }

    /**
     * What one of them cost.
     *
     * @param id of the key or workspace; the name of a model
     * @param name as people know it
     * @param label what a key shows of itself; empty for others
     * @param calls how many were charged
     */
    public record Share(String id, String name, String label, long calls, Usd cost) {}

    /** What all others cost together, and how many these are. */
    public record Rest(long members, long calls, Usd cost) {

        /** There are no others. */
        public static final Rest NONE = new Rest(0, 0, Usd.ZERO);
    }

    /** What all of it cost. */
    public Usd total() {
        return shares.stream().map(Share::cost).reduce(rest.cost(), Usd::plus);
    }
}
