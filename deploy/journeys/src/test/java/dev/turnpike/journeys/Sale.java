package dev.turnpike.journeys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A purchase from its payment to its credit, both as somebody outside of the product sees them. */
final class Sale {

    /** What becomes of the event about its payment. */
    enum Fate {
        /** It comes one to twenty times, among those of others. */
        TOLD,
        /** The same, and the buyer comes back to the landing page at once. */
        LANDED,
        /** It never comes. */
        LOST,
        /** The server that it comes to is killed, or has been. */
        KILLED
    }

    private static final long NOT_YET = 0;

    private final int number;
    private final AccountId account;
    private final Usd amount;
    private final Checkout checkout;
    private volatile Fate fate;
    private final AtomicLong paid = new AtomicLong(NOT_YET);
    private final AtomicLong payment = new AtomicLong(NOT_YET);
    private final AtomicLong credited = new AtomicLong(NOT_YET);

    private Sale(int number, AccountId account, Usd amount, Checkout checkout, Fate fate) {
        this.number = number;
        this.account = account;
        this.amount = amount;
        this.checkout = checkout;
        this.fate = fate;
    }

    static Sale open(int number, AccountId account, int cents, Fate fate) {
        Checkout checkout = Checkout.openFor(account, cents);
        return new Sale(number, account, Usd.ofCents(cents), checkout, fate);
    }

    int number() {
        return number;
    }

    AccountId account() {
        return account;
    }

    Usd amount() {
        return amount;
    }

    String checkout() {
        return checkout.id();
    }

    Fate fate() {
        return fate;
    }

    /** The wait begins when the payment provider tells the buyer that it is paid. */
    void pay() {
        long begin = System.nanoTime();
        checkout.pay();
        paid.set(System.nanoTime());
        payment.set(paid.get() - begin);
    }

    /** How long the payment provider took for the payment. */
    Duration payment() {
        return Duration.ofNanos(payment.get());
    }

    /** A server died over its event: it counts among those from now on. */
    void metAKill() {
        if (!isCredited()) {
            fate = Fate.KILLED;
        }
    }

    /** Its credit was seen in the books. */
    void noteCredit() {
        credited.compareAndSet(NOT_YET, System.nanoTime());
    }

    boolean isCredited() {
        return credited.get() != NOT_YET;
    }

    /** Until its credit was seen; nothing when that was there before the buyer was told. */
    Duration waited() {
        if (!isCredited()) {
            throw new IllegalStateException("No credit was seen of sale " + number);
        }
        return Duration.ofNanos(Math.max(0, credited.get() - paid.get()));
    }
}
