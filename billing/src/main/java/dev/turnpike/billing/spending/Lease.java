package dev.turnpike.billing.spending;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.LeaseBook.Exchange;
import dev.turnpike.billing.spending.LeaseBook.Loan;
import java.time.Duration;
import java.util.List;

/**
 * What one node may spend of one budget without asking. Calls take their holds out of it and give
 * back what they did not use. What is set aside and what is free never exceed what the database has
 * lent.
 *
 * <p>Amounts are nano-dollars, moments are those of {@link System#nanoTime}.
 */
final class Lease {

    /** What runs out more often than this is worth a stock for several calls, and keeping. */
    private static final long BUSY = Duration.ofSeconds(5).toNanos();

    /** What was asked for only once is given back when nobody takes from it for so long. */
    private static final long IDLE = Duration.ofSeconds(1).toNanos();

    /** Enough that a busy budget is asked for a few times a second at most. */
    private static final long MAX_STOCK = 4_096;

    /** So long after a recall there is no stock, because another node needs it too. */
    private static final long SHARED = Duration.ofSeconds(10).toNanos();

    private final NodeId node;
    private final Budget budget;
    private long free;
    private long inUse;
    private long stock;
    private boolean open;
    private boolean retired;
    private long lastTaken;
    private long lastAsked;
    private long lastRecalled;

    Lease(NodeId node, Budget budget, long now) {
        this.node = node;
        this.budget = budget;
        lastTaken = now;
        lastAsked = now - BUSY;
        lastRecalled = now - SHARED;
    }

    NodeId node() {
        return node;
    }

    Budget budget() {
        return budget;
    }

    /** Sets an amount aside for a call; false when more has to be asked for. */
    synchronized boolean take(Usd amount, long now) {
        lastTaken = now;
        return take(amount);
    }

    private boolean take(Usd amount) {
        if (!open || free < amount.nanos()) {
            return false;
        }
        free -= amount.nanos();
        inUse += amount.nanos();
        return true;
    }

    /** Whether calls may take from it, if there is enough. */
    synchronized boolean isOpen() {
        return open;
    }

    /** The call for which this was set aside is over; its cost has left the lease. */
    synchronized void over(Usd held, Usd cost) {
        inUse -= held.nanos();
        free += Math.max(held.nanos() - cost.nanos(), 0);
    }

    /** Makes the next call ask first: something is owed. */
    synchronized void close() {
        open = false;
    }

    /** Offers all that is free and asks for enough for these amounts. */
    synchronized Exchange ask(List<Usd> amounts, boolean recall, long now) {
        long needed = amounts.stream().mapToLong(Usd::nanos).sum();
        long least = amounts.stream().mapToLong(Usd::nanos).min().orElse(0);
        boolean isBusy = now - lastAsked < BUSY;
        boolean isShared = now - lastRecalled < SHARED;
        stock = isBusy && !isShared ? Math.clamp(2 * stock, needed, MAX_STOCK * needed) : 0;
        lastAsked = now;
        return new Exchange(
                budget,
                false,
                offer(),
                new Usd(least),
                new Usd(needed),
                new Usd(needed + stock),
                recall);
    }

    /** Offers all that is free. A lease of which nothing is in use ends, unless others want it. */
    synchronized Exchange giveBack(boolean recalled) {
        retired = !recalled && inUse == 0;
        open &= !retired;
        return new Exchange(budget, retired, offer(), Usd.ZERO, Usd.ZERO, Usd.ZERO, false);
    }

    private Usd offer() {
        Usd all = new Usd(free);
        free = 0;
        return all;
    }

    synchronized void recalled(long now) {
        lastRecalled = now;
    }

    /**
     * Takes a loan in and sets it aside for those who asked for it, in their order, before anybody
     * else can take it; says for each amount whether there was enough.
     */
    synchronized List<Boolean> lent(Loan loan, List<Usd> amounts) {
        free += loan.lent().nanos();
        open = !retired && loan.known() && loan.notNow() == null && loan.due().isZero();
        return amounts.stream().map(this::take).toList();
    }

    /** Whether there is something to give back that nobody has taken from for a while. */
    synchronized boolean isIdle(long now) {
        return now - lastTaken > (stock == 0 ? IDLE : BUSY) && isSpare();
    }

    /** Whether there is something to give back. */
    synchronized boolean isSpare() {
        return inUse == 0 || free > 0;
    }

    /** Whether it has ended; another one has taken its place. */
    synchronized boolean isRetired() {
        return retired;
    }

    synchronized Usd free() {
        return new Usd(free);
    }
}
