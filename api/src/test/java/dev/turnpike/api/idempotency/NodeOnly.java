package dev.turnpike.api.idempotency;

import dev.turnpike.billing.spending.LeaseBook;
import dev.turnpike.billing.spending.Leases;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.spending.SpendingSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Knows servers and lends them nothing. */
final class NodeOnly implements LeaseBook {

    static Leases leases() {
        return new Leases(
                new NodeOnly(),
                new SpendingSettings(SpendingSettings.DEFAULT_HOLD_LIFETIME),
                InstantSource.system());
    }

    @Override
    public List<Loan> exchange(NodeId node, List<Exchange> exchanges) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<UUID> listRecalled(NodeId node) {
        return Set.of();
    }

    @Override
    public void join(NodeId node, Duration lifetime) {}

    @Override
    public boolean renew(NodeId node, Duration lifetime) {
        return true;
    }

    @Override
    public int expire() {
        return 0;
    }
}
