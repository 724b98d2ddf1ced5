package dev.turnpike.billing.spending;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.LeaseBook.Exchange;
import dev.turnpike.billing.spending.LeaseBook.Loan;
import java.math.BigInteger;
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

    /** A stock is to last so long, so that a busy budget is seldom asked for. */
    private static final BigInteger AHEAD = BigInteger.valueOf(Duration.ofSeconds(15).toNanos());

    /** What is asked for less often than this gets no stock. */
    private static final long RARE = Duration.ofSeconds(30).toNanos();

    /** How much larger than what was asked for before a stock may be; a burst is soon over. */
    private static final BigInteger GROWTH = BigInteger.valueOf(4);

    /** What has no stock is given back when nobody takes from it for so long. */
    private static final long IDLE = Duration.ofSeconds(1).toNanos();

    /** The same for what has one. */
    private static final long IDLE_WITH_STOCK = Duration.ofSeconds(5).toNanos();

    /** So long after a recall there is no stock, because another node needs it too. */
    private static final long SHARED = Duration.ofSeconds(10).toNanos();

    private final NodeId node;
    private final Budget budget;
    private long free;
    private long inUse;
    private long lent;
    private long stock;
    private boolean open;
    private boolean exchanging;
    private boolean ending;
    private boolean retired;
    private long lastTaken;
    private long lastAsked;
    private long lastRecalled;
    private Before before = new Before(0, 0, 0, false);

    /** What an exchange changes even before it is done. */
    private record Before(long free, long stock, long lastAsked, boolean exchanging) {}

    Lease(NodeId node, Budget budget, long now) {
        this.node = node;
        this.budget = budget;
        lastTaken = now;
        lastAsked = now - RARE;
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
        boolean taken = take(amount);
        if (taken) {
            lastTaken = now;
        }
        return taken;
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
        before = new Before(free, stock, lastAsked, exchanging);
        stock = stock(needed, now);
        lastAsked = now;
        ending = false;
        return offer(exchanging, new Usd(least), new Usd(needed), new Usd(needed + stock), recall);
    }

    /** As much as is used up in the time ahead, if it goes on as since it was asked for last. */
    private long stock(long needed, long now) {
        long since = now - lastAsked;
        if (since >= RARE || now - lastRecalled < SHARED) {
            return 0;
        }
        BigInteger used = BigInteger.valueOf(Math.max(lent - free, 0));
        BigInteger before = BigInteger.valueOf(stock).add(BigInteger.valueOf(needed));
        return used.multiply(AHEAD)
                .divide(BigInteger.valueOf(Math.max(since, 1)))
                .min(before.multiply(GROWTH))
                .min(BigInteger.valueOf(Long.MAX_VALUE - needed))
                .longValueExact();
    }

    /** Offers all that is free. A lease of which nothing is in use ends, unless others want it. */
    synchronized Exchange giveBack(boolean recalled) {
        before = new Before(free, stock, lastAsked, exchanging);
        ending = !recalled && inUse == 0;
        open &= !ending;
        return offer(ending || exchanging, Usd.ZERO, Usd.ZERO, Usd.ZERO, false);
    }

    /**
     * An exchange in which all that is free comes back.
     *
     * @param all whether more than we know of may have been lent, by an exchange that failed; all
     *     that is not in use comes back then
     */
    private Exchange offer(boolean all, Usd least, Usd needed, Usd wanted, boolean recall) {
        Usd returned = new Usd(free);
        free = 0;
        exchanging = true;
        return new Exchange(
                budget, all ? new Usd(inUse) : null, returned, least, needed, wanted, recall);
    }

    synchronized void recalled(long now) {
        lastRecalled = now;
    }

    /**
     * Takes a loan in and sets it aside for those who asked for it, in their order, before anybody
     * else can take it; says for each amount whether there was enough.
     */
    synchronized List<Boolean> lent(Loan loan, List<Usd> amounts) {
        if (loan.locked()) {
            undo();
            return amounts.stream().map(_ -> false).toList();
        }
        exchanging = false;
        retired = ending;
        if (loan.recalled() && lastAsked - lastRecalled > 0) {
            // What came back by the way was the answer to a recall that we had not seen yet.
            lastRecalled = lastAsked;
        }
        free += loan.lent().nanos();
        lent = free;
        open = !retired && loan.known() && loan.notNow() == null && loan.due().isZero();
        return amounts.stream().map(amount -> take(amount, lastAsked)).toList();
    }

    /** Nothing was exchanged; calls that ended meanwhile have given back since. */
    private void undo() {
        free += before.free();
        stock = before.stock();
        lastAsked = before.lastAsked();
        exchanging = before.exchanging();
        ending = false;
    }

    /** Whether there is something to give back that nobody has taken from for a while. */
    synchronized boolean isIdle(long now) {
        return now - lastTaken > (stock == 0 ? IDLE : IDLE_WITH_STOCK) && isSpare();
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
