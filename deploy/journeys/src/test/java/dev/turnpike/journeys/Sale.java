package dev.turnpike.journeys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

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
    private final int cents;
    private volatile @Nullable Checkout checkout;
    private volatile Fate fate;
    private final AtomicLong paid = new AtomicLong(NOT_YET);
    private final AtomicLong payment = new AtomicLong(NOT_YET);
    private final AtomicLong credited = new AtomicLong(NOT_YET);

    Sale(int number, AccountId account, int cents, Fate fate) {
        this.number = number;
        this.account = account;
        this.cents = cents;
        this.fate = fate;
    }

    /** The buyer has filled the cart, and has not paid. */
    void open() {
        checkout = Checkout.openFor(account, cents);
    }

    int number() {
        return number;
    }

    AccountId account() {
        return account;
    }

    Usd amount() {
        return Usd.ofCents(cents);
    }

    String checkout() {
        return opened().id();
    }

    Fate fate() {
        return fate;
    }

    /** The wait begins when the payment provider tells the buyer that it is paid. */
    void pay() {
        long begin = System.nanoTime();
        opened().pay();
        paid.set(System.nanoTime());
        payment.set(paid.get() - begin);
    }

    private Checkout opened() {
        return Objects.requireNonNull(checkout, "It was not opened");
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
