package dev.turnpike.billing.spending;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.SettlementBook.Outcome;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is set aside for one call, in one lease of each budget that bounds it. */
final class Hold {

    private final NodeId node;
    private final List<Lease> leases;
    private final Usd amount;
    private final AtomicBoolean ended = new AtomicBoolean();

    Hold(NodeId node, List<Lease> leases, Usd amount) {
        this.node = node;
        this.leases = List.copyOf(leases);
        this.amount = amount;
    }

    NodeId node() {
        return node;
    }

    Usd amount() {
        return amount;
    }

    /** The windows of the limits that it was taken from. */
    List<Budget.Window> windows() {
        return leases.stream()
                .map(Lease::budget)
                .filter(Budget.Window.class::isInstance)
                .map(Budget.Window.class::cast)
                .toList();
    }

    /** Frees all of it: there was no call. */
    void cancel() {
        ended(Usd.ZERO, false);
    }

    /**
     * Frees what the call did not cost, now that its cost is booked. Only the first time counts.
     */
    void ended(Usd cost, Outcome outcome) {
        ended(cost, outcome.owes());
    }

    private void ended(Usd cost, boolean owes) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        for (Lease lease : leases) {
            lease.over(amount, cost);
            if (owes) {
                lease.close();
            }
        }
    }
}
