package dev.turnpike.persistence.spending;

import dev.turnpike.billing.usage.GenerationId;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** What spending of one tenant with two keys should come to, in exact arithmetic, step by step. */
final class SpendingOracle {

    private static final BigInteger NOTHING = BigInteger.ZERO;

    private final BigInteger limitOfSecondKey;
    private final BigInteger[] spent = {NOTHING, NOTHING};
    private final Map<GenerationId, Call> running = new HashMap<>();
    private final Set<GenerationId> settled = new HashSet<>();
    private BigInteger posted = NOTHING;
    private BigInteger receivable = NOTHING;

    /** A running call, what was set aside for it, and in whose lease. */
    private record Call(UUID node, int key, BigInteger amount) {}

    SpendingOracle(long limitOfSecondKey) {
        this.limitOfSecondKey = BigInteger.valueOf(limitOfSecondKey);
    }

    /**
     * @param available what no lease holds after the credit has come
     */
    void topUp(long nanos, BigInteger available) {
        posted = posted.add(BigInteger.valueOf(nanos));
        BigInteger paid = receivable.min(available);
        posted = posted.subtract(paid);
        receivable = receivable.subtract(paid);
    }

    /** Credit that came back from a lease has paid what was owed down to this. */
    void payDownTo(BigInteger left) {
        BigInteger paid = receivable.subtract(left).max(NOTHING);
        posted = posted.subtract(paid);
        receivable = receivable.subtract(paid);
    }

    void hold(GenerationId call, UUID node, int key, long nanos) {
        running.put(call, new Call(node, key, BigInteger.valueOf(nanos)));
    }

    /**
     * @param available what no lease holds; the rest of the cost comes out of it, or is owed
     * @param gone the nodes whose leases have ended, with all that they held
     */
    void settle(GenerationId call, int key, long nanos, BigInteger available, Set<UUID> gone) {
        if (!settled.add(call)) {
            return;
        }
        Call ended = Objects.requireNonNull(running.remove(call));
        BigInteger cost = BigInteger.valueOf(nanos);
        BigInteger backed = gone.contains(ended.node()) ? NOTHING : ended.amount().min(cost);
        BigInteger owed = cost.subtract(backed).subtract(available).max(NOTHING);
        posted = posted.subtract(cost).add(owed);
        receivable = receivable.add(owed);
        spent[key] = spent[key].add(cost);
    }

    /** Posted, receivable, and what each key has spent. */
    List<BigInteger> state() {
        return List.of(posted, receivable, spent[0], spent[1]);
    }

    BigInteger receivable() {
        return receivable;
    }

    /** What can be lent of the wallet while so much of it is held. */
    BigInteger credit(BigInteger held) {
        return posted.subtract(held);
    }

    /** What can be lent of the second key's limit while so much of it is held. */
    BigInteger keyCredit(BigInteger held) {
        return limitOfSecondKey.subtract(spent[1]).subtract(held);
    }

    /** What running calls of this node hold of the wallet. */
    BigInteger heldBy(UUID node) {
        return sum(call -> call.node().equals(node));
    }

    /** What running calls of this node hold of the second key's limit. */
    BigInteger keyHeldBy(UUID node) {
        return sum(call -> call.node().equals(node) && call.key() == 1);
    }

    private BigInteger sum(Predicate<Call> which) {
        return running.values().stream()
                .filter(which)
                .map(Call::amount)
                .reduce(NOTHING, BigInteger::add);
    }
}
