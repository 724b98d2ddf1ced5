package dev.turnpike.persistence.spending;

import dev.turnpike.billing.spending.LeaseBook.Exchange;
import dev.turnpike.billing.spending.LeaseBook.Loan;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time that a server measures. It leaps ahead where a call would wait for a dead node's answer:
 * once all that live have given back, and the call looks again, its patience is over.
 *
 * <p>That is right only while one call at a time asks a server.
 */
final class NodeTime {

    /** More than a call waits for others. */
    private static final Duration LEAP = Duration.ofSeconds(3);

    private final boolean leaps;
    private final AtomicLong ahead = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong done = new AtomicLong();

    /** Budgets that others have been asked to give back, and how many rounds had begun by then. */
    private final Map<UUID, Long> recalling = new ConcurrentHashMap<>();

    NodeTime(boolean leaps) {
        this.leaps = leaps;
    }

    long nanoTime() {
        return System.nanoTime() + ahead.get();
    }

    /** A round in which everybody gives back begins. */
    void roundBegins() {
        begun.incrementAndGet();
    }

    long roundsBegun() {
        return begun.get();
    }

    void roundIsDone() {
        done.incrementAndGet();
    }

    void callBegins() {
        recalling.clear();
    }

    void before(Exchange exchange) {
        Long begunBefore = recalling.get(exchange.budget().id());
        boolean looksAgain = !exchange.recall() && exchange.needed().isPositive();
        if (looksAgain && begunBefore != null && done.get() > begunBefore) {
            ahead.addAndGet(LEAP.toNanos());
            recalling.remove(exchange.budget().id());
        }
    }

    void after(Exchange exchange, Loan loan) {
        if (leaps && exchange.recall() && loan.recalling()) {
            recalling.put(exchange.budget().id(), begun.get());
        }
    }
}
