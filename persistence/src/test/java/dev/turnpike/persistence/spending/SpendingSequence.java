package dev.turnpike.persistence.spending;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.spending.Refusal;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.spending.Reservations;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.persistence.World;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Takes random steps with one tenant and two keys, one of them limited, in the database and in a
 * {@link SpendingOracle} at once.
 */
final class SpendingSequence {

    private static final long MAX_NANOS = 1_000;
    private static final Duration ALIVE = Duration.ofMinutes(10);
    private static final Duration OVER = Duration.ofSeconds(-1);

    private final Random random;
    private final Reservations reservations;
    private final NodeId node = new NodeId(UUID.randomUUID());
    private final List<Caller> callers;
    private final SpendingOracle oracle;
    private final List<Reservation> calls = new ArrayList<>();

    SpendingSequence(Random random, Reservations reservations) {
        this.random = random;
        this.reservations = reservations;
        Caller free = World.tenant(Usd.ZERO);
        Usd limit = new Usd(1 + random.nextLong(3 * MAX_NANOS));
        callers = List.of(free, World.key(free.account(), limit));
        oracle = new SpendingOracle(limit.nanos());
    }

    /** Takes a step and says which. */
    String step() {
        int dice = random.nextInt(100);
        if (dice < 20) {
            return topUp();
        }
        if (dice < 55 || calls.isEmpty()) {
            return hold();
        }
        if (dice < 80) {
            return settle();
        }
        if (dice < 88) {
            return release();
        }
        return dice < 94 ? renew() : expire();
    }

    /** Posted, held, receivable; then spent and held of each key. */
    List<BigInteger> stored() {
        return World.numbers(
                        """
                        select wallet.posted_nanos, wallet.held_nanos, wallet.receivable_nanos,
                               a.spent_nanos, a.held_nanos, b.spent_nanos, b.held_nanos
                        from wallet, key_spending a, key_spending b
                        where wallet.account_id = '%s' and a.key_id = '%s' and b.key_id = '%s'
                        """
                                .formatted(
                                        callers.get(0).account(),
                                        callers.get(0).key(),
                                        callers.get(1).key()))
                .stream()
                .map(BigInteger::valueOf)
                .toList();
    }

    List<BigInteger> expected() {
        return oracle.state();
    }

    private String topUp() {
        Usd amount = new Usd(1 + random.nextLong(2 * MAX_NANOS));
        World.topUp(callers.get(0).account(), amount);
        oracle.topUp(amount.nanos());
        return "top up " + amount;
    }

    private String hold() {
        int key = random.nextInt(2);
        boolean dying = random.nextInt(4) == 0;
        Usd amount = new Usd(random.nextLong(MAX_NANOS));
        Reservation call = Calls.call(callers.get(key), amount);
        boolean held = !(reservations.hold(call, node, dying ? OVER : ALIVE) instanceof Refusal);
        boolean allowed = oracle.hold(call.id(), key, amount.nanos(), dying);
        if (held != allowed) {
            throw new AssertionError("Held: " + held + ", allowed: " + allowed);
        }
        if (held) {
            calls.add(call);
        }
        return "hold %s by key %d, dying: %s: %s".formatted(amount, key, dying, held);
    }

    /** Any call that was ever held: a running one, one settled before, one that has expired. */
    private String settle() {
        Reservation call = anyCall();
        Usd cost = new Usd(random.nextLong(2 * MAX_NANOS));
        return end(call, cost, Calls.delivered(call, cost));
    }

    private String release() {
        Reservation call = anyCall();
        return end(call, Usd.ZERO, Calls.failed(call));
    }

    private String end(Reservation call, Usd cost, Generation generation) {
        reservations.settle(generation);
        oracle.settle(call.id(), callers.indexOf(call.caller()), cost.nanos());
        return "settle " + call.id() + " at " + cost;
    }

    private String renew() {
        boolean dying = random.nextBoolean();
        int renewed = reservations.renew(node, dying ? OVER : ALIVE);
        int expected = oracle.renew(dying);
        if (renewed != expected) {
            throw new AssertionError("Renewed " + renewed + ", not " + expected);
        }
        return "renew, dying: " + dying;
    }

    private String expire() {
        reservations.expire();
        oracle.expire();
        return "expire";
    }

    private Reservation anyCall() {
        return calls.get(random.nextInt(calls.size()));
    }
}
