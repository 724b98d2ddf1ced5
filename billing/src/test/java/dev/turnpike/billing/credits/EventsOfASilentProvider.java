package dev.turnpike.billing.credits;

import java.time.Duration;

/** A payment provider that has no news, and sometimes no answer: for tests of other features. */
public final class EventsOfASilentProvider {

    private final PaidButSome payments = new PaidButSome(Duration.ZERO);

    /** Whether it does not answer. */
    public void isAway(boolean now) {
        payments.isAway = now;
        payments.now = payments.now.plusSeconds(30);
    }

    /** Takes its events. */
    public PaymentEventDesk desk() {
        EventsInMemory events = new EventsInMemory();
        return new PaymentEventDesk(
                payments,
                events,
                payments.fulfilmentOf(new PurchasesInMemory()),
                new PaymentEventBook(events),
                new SideBySide(1),
                payments.clock());
    }
}
