package dev.turnpike.billing.spending;

import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.money.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Lends what is needed, unless it was told to be difficult, and notes what it was asked. */
final class GenerousLeaseBook implements LeaseBook {

    final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    final List<NodeId> joined = new CopyOnWriteArrayList<>();
    volatile Runnable onExchange = () -> {};
    volatile boolean refusesWallets;
    volatile boolean isRecalling;
    volatile boolean knowsNobody;
    volatile boolean isAway;
    volatile boolean hasNoLimits;

    /** For so many exchanges to come somebody keeps the account locked. */
    final AtomicInteger locked = new AtomicInteger();

    volatile @Nullable NodeId lost;

    /** The clock by which it knows a day from another; null when every day is fine. */
    volatile @Nullable Instant time;

    @Override
    public List<Loan> exchange(NodeId node, List<Exchange> asked) {
        onExchange.run();
        requirePresence();
        if (node.equals(lost)) {
            throw new NodeLost(new IllegalStateException("silent for too long"));
        }
        List<Loan> loans = new ArrayList<>();
        for (Exchange exchange : asked) {
            boolean isWallet = exchange.budget() instanceof Budget.Wallet;
            if (isWallet && refusesWallets) {
                throw new IllegalStateException("no wallets today");
            }
            exchanges.add(exchange);
            loans.add(answer(exchange, isWallet));
        }
        return loans;
    }

    private Loan answer(Exchange exchange, boolean isWallet) {
        if (locked.getAndUpdate(left -> Math.max(left - 1, 0)) > 0) {
            return new Loan(Usd.ZERO, Usd.ZERO, Usd.ZERO, null, false, true, null, true, false);
        }
        return isWallet && isRecalling ? nothing() : loan(exchange);
    }

    private Loan loan(Exchange exchange) {
        Instant now = time;
        if (exchange.budget() instanceof Budget.Window window) {
            boolean isCurrent = now == null || LimitPeriod.DAY.startOf(now).equals(window.start());
            Usd lent = isCurrent && !hasNoLimits ? exchange.needed() : Usd.ZERO;
            return new Loan(
                    lent,
                    Usd.ZERO,
                    Usd.ZERO,
                    hasNoLimits ? null : new Usd(1),
                    false,
                    !hasNoLimits,
                    isCurrent ? null : now,
                    false,
                    false);
        }
        return new Loan(
                exchange.needed(), Usd.ZERO, Usd.ZERO, null, false, true, null, false, false);
    }

    private static Loan nothing() {
        return new Loan(Usd.ZERO, new Usd(7), Usd.ZERO, null, true, true, null, false, false);
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
        requirePresence();
        return !knowsNobody;
    }

    private void requirePresence() {
        if (isAway) {
            throw new IllegalStateException("away");
        }
    }

    @Override
    public int expire() {
        return 0;
    }
}
