package dev.turnpike.billing.spending;

import dev.turnpike.billing.money.Usd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lends what is needed, unless it was told to be difficult, and notes what it was asked. */
final class GenerousLeaseBook implements LeaseBook {

    final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    final List<NodeId> joined = new CopyOnWriteArrayList<>();
    volatile Runnable onExchange = () -> {};
    volatile boolean refusesWallets;
    volatile boolean isRecalling;
    volatile boolean knowsNobody;
    volatile boolean isAway;

    @Override
    public List<Loan> exchange(NodeId node, List<Exchange> asked) {
        onExchange.run();
        List<Loan> loans = new ArrayList<>();
        for (Exchange exchange : asked) {
            boolean isWallet = exchange.budget() instanceof Budget.Wallet;
            if (isWallet && refusesWallets) {
                throw new IllegalStateException("no wallets today");
            }
            exchanges.add(exchange);
            loans.add(isWallet && isRecalling ? nothing() : lent(exchange.needed()));
        }
        return loans;
    }

    private static Loan lent(Usd amount) {
        return new Loan(amount, Usd.ZERO, Usd.ZERO, null, false, true);
    }

    private static Loan nothing() {
        return new Loan(Usd.ZERO, new Usd(7), Usd.ZERO, null, true, true);
    }

    @Override
    public Set<UUID> listRecalled(NodeId node) {
        return Set.of();
    }

    @Override
    public void join(NodeId node, Duration lifetime) {
        joined.add(node);
    }

    @Override
    public boolean renew(NodeId node, Duration lifetime) {
        if (isAway) {
            throw new IllegalStateException("away");
        }
        return !knowsNobody;
    }

    @Override
    public int expire() {
        return 0;
    }
}
