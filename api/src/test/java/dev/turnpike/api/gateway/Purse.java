package dev.turnpike.api.gateway;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Admission;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.spending.Refusal;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.spending.Reservations;
import dev.turnpike.billing.usage.Generation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One wallet in memory: it holds what it can and remembers what was settled. */
final class Purse implements Reservations {

    private final List<Generation> settled = new ArrayList<>();
    private final Map<Object, Usd> held = new HashMap<>();
    private Usd available;
    private int faults;

    Purse(String dollars) {
        available = Usd.parse(dollars);
    }

    @Override
    public synchronized Admission hold(Reservation reservation, NodeId node, Duration lifetime) {
        if (reservation.amount().compareTo(available) > 0) {
            return new Refusal.CreditTooLow(reservation.amount(), available);
        }
        available = available.minus(reservation.amount());
        held.put(reservation.id(), reservation.amount());
        return reservation;
    }

    @Override
    public synchronized void settle(Generation generation) {
        if (faults > 0) {
            faults--;
            throw new IllegalStateException("The database is away");
        }
        Usd freed = held.remove(generation.id());
        if (freed != null) {
            available = available.plus(freed).minus(generation.cost());
            settled.add(generation);
        }
    }

    @Override
    public int renew(NodeId node, Duration lifetime) {
        return held.size();
    }

    @Override
    public int expire() {
        return 0;
    }

    /** So many settlements will fail from now on. */
    synchronized void failNext(int times) {
        faults = times;
    }

    synchronized Usd available() {
        return available;
    }

    synchronized boolean holdsNothing() {
        return held.isEmpty();
    }

    /** The one call that was settled. */
    synchronized Generation settled() {
        if (settled.size() != 1) {
            throw new AssertionError("Expected one settled call: " + settled);
        }
        return settled.getFirst();
    }

    synchronized boolean isSettled() {
        return !settled.isEmpty();
    }
}
