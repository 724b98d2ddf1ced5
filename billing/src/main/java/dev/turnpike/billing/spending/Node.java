package dev.turnpike.billing.spending;

import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * This server process as the database knows it, with its leases. Once the database has declared it
 * dead another one takes its place: what it had been lent is no longer its.
 *
 * <p>Moments are those of {@link System#nanoTime}.
 */
final class Node {

    private final NodeId id = new NodeId(UUID.randomUUID());
    private final ConcurrentMap<Budget, Lease> leases = new ConcurrentHashMap<>();
    private volatile long aliveUntil;

    /** It is not alive before the database knows it. */
    Node(long now) {
        aliveUntil = now;
    }

    NodeId id() {
        return id;
    }

    /** Until then, by our clock, nobody else can have taken its leases away. */
    void liveUntil(long moment) {
        aliveUntil = moment;
    }

    boolean isAlive(long now) {
        return now - aliveUntil < 0;
    }

    /** The lease of this budget, empty when it is new. */
    Lease lease(Budget budget, long now) {
        Lease known = leases.get(budget);
        return known == null
                ? leases.computeIfAbsent(budget, _ -> new Lease(id, budget, now))
                : known;
    }

    void remove(Lease lease) {
        leases.remove(lease.budget(), lease);
    }

    Collection<Lease> leases() {
        return leases.values();
    }
}
