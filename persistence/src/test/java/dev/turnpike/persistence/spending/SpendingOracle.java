package dev.turnpike.persistence.spending;

import dev.turnpike.billing.ledger.Reversal;
import dev.turnpike.billing.ledger.TransactionId;
import dev.turnpike.billing.usage.GenerationId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What spending of one tenant with two keys should come to, in exact arithmetic, step by step. */
final class SpendingOracle {

    private static final BigInteger NOTHING = BigInteger.ZERO;

    private final BigInteger limitOfSecondKey;
    private final BigInteger[] spent = {NOTHING, NOTHING};
    private final Map<GenerationId, Call> running = new HashMap<>();
    private final Set<GenerationId> settled = new HashSet<>();
    private final Map<GenerationId, BigInteger> costs = new HashMap<>();
    private final LotsOracle lots = new LotsOracle();
    private BigInteger posted = NOTHING;
    private BigInteger receivable = NOTHING;

    /** A running call, what was set aside for it, and in whose lease. */
    private record Call(UUID node, int key, BigInteger amount) {}

    SpendingOracle(long limitOfSecondKey) {
        this.limitOfSecondKey = BigInteger.valueOf(limitOfSecondKey);
    }

    /**
     * @param available what no lease held before the credit came
     */
    void topUp(TransactionId credit, long nanos, BigInteger available) {
        lots.addPaid(credit, BigInteger.valueOf(nanos));
        receive(BigInteger.valueOf(nanos), available);
    }

    /**
     * @param available what no lease held before the credit came
     */
    void promote(
            TransactionId credit, long nanos, @Nullable Instant expiresAt, BigInteger available) {
        lots.addPromotional(credit, BigInteger.valueOf(nanos), expiresAt);
        receive(BigInteger.valueOf(nanos), available);
    }

    private void receive(BigInteger nanos, BigInteger available) {
        posted = posted.add(nanos);
        pay(receivable.min(available.add(nanos)));
    }

    private void pay(BigInteger nanos) {
        spend(nanos);
        receivable = receivable.subtract(nanos);
    }

    private void spend(BigInteger nanos) {
        posted = posted.subtract(nanos);
        lots.spend(nanos);
    }

    /** Credit that came back from a lease has paid what was owed down to this. */
    void payDownTo(BigInteger left) {
        pay(receivable.subtract(left).max(NOTHING));
    }

    /**
     * Takes back what has expired, and returns how much it is.
     *
     * @param available what no lease held before; it pays first what is owed
     */
    BigInteger expirePromotions(Instant now, BigInteger available) {
        BigInteger paid = receivable.min(available);
        pay(paid);
        BigInteger taken = lots.expire(now, available.subtract(paid));
        posted = posted.subtract(taken);
        return taken;
    }

    /**
     * @param available what no lease held before
     */
    Reversal reverseCredit(LotsOracle.Lot lot, BigInteger available) {
        Reversal answer = lots.reverse(lot, available);
        if (answer instanceof Reversal.Reversed) {
            posted = posted.subtract(LotsOracle.amount(lot));
        }
        return answer;
    }

    /** What the call cost comes back, and pays first what is owed; the key has spent it still. */
    void reverseCharge(GenerationId call) {
        BigInteger cost = Objects.requireNonNull(costs.get(call));
        BigInteger paid = receivable.min(cost);
        receivable = receivable.subtract(paid);
        posted = posted.add(cost).subtract(paid);
        lots.restore(cost.subtract(paid));
    }

    /** What this call cost that was settled. */
    long costOf(GenerationId call) {
        return Objects.requireNonNull(costs.get(call)).longValueExact();
    }

    LotsOracle lots() {
        return lots;
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
        spend(cost.subtract(owed));
        receivable = receivable.add(owed);
        costs.put(call, cost);
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
