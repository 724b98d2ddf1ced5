package dev.turnpike.billing.credits;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** What becomes of the payment provider's events, each step in a transaction. */
@Singleton
public class PaymentEventBook {

    private final PaymentEvents events;

    @Inject
    public PaymentEventBook(PaymentEvents events) {
        this.events = events;
    }

    /** Keeps an event; false when it was kept before. */
    @Transactional
    boolean keep(PaymentEvent event, Instant receivedAt, Instant due) {
        return events.add(event, receivedAt, due);
    }

    /** Takes a due event up for as long; false when somebody else has. */
    @Transactional
    boolean claim(PaymentEvent event, Instant now, Instant due) {
        return events.claim(event.id(), now, due);
    }

    @Transactional
    void markHandled(PaymentEvent event, Instant at) {
        events.markHandled(event.id(), at);
    }

    @Transactional
    void noteFailure(PaymentEvent event, String problem, Instant due) {
        events.noteFailure(event.id(), problem, due);
    }

    @Transactional
    void setListedUntil(Instant moment) {
        events.setListedUntil(moment);
    }
}
