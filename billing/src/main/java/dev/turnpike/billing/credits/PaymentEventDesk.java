package dev.turnpike.billing.credits;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Takes the payment provider's events: keeps each one first, and handles it then. What cannot be
 * handled waits here and is tried again; what was never delivered is asked for.
 */
@Singleton
public class PaymentEventDesk {

    private static final Logger LOG = System.getLogger(PaymentEventDesk.class.getName());

    /** Handling takes some calls to the payment provider, each of 20 s at most. */
    private static final Duration HANDLING = Duration.ofMinutes(2);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    /** Doubled until it is an hour. */
    private static final int MOST_DOUBLINGS = 7;

    /** One round takes up this many at most. */
    private static final int ROUND = 200;

    /**
     * After a long silence the past is asked for in pieces of this length, so many in one round.
     */
    private static final Duration WINDOW = Duration.ofHours(1);

    private static final int WINDOWS = 48;

    /** The clocks of two machines, and the order in which events become visible. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final Payments payments;
    private final PaymentEvents events;
    private final PaymentFulfilment fulfilment;
    private final PaymentEventBook book;
    private final InstantSource clock;

    @Inject
    public PaymentEventDesk(
            Payments payments,
            PaymentEvents events,
            PaymentFulfilment fulfilment,
            PaymentEventBook book,
            InstantSource clock) {
        this.payments = payments;
        this.events = events;
        this.fulfilment = fulfilment;
        this.book = book;
        this.clock = clock;
    }

    /**
     * Handles a webhook call.
     *
     * @return false when its signature proves nothing or what it signs is not an event: the caller
     *     answers 400 and nothing has changed. True when the event is ours now, handled or not
     */
    public boolean receive(byte[] body, String signature) {
        Optional<PaymentEvent> event = payments.readEvent(body, signature);
        event.ifPresent(this::take);
        return event.isPresent();
    }

    /** Takes up what could not be handled, or what a server that died was about to handle. */
    public void retry() {
        List<PaymentEvents.Waiting> due = events.listDue(clock.instant(), ROUND);
        due.forEach(waiting -> handle(waiting.event(), waiting.failures()));
    }

    /** Asks for events that were not delivered; returns how many were new. */
    public int catchUp() {
        Instant now = clock.instant();
        Instant until = events.listedUntil();
        int taken = 0;
        for (int i = 0; i < WINDOWS && until.isBefore(now); i++) {
            Instant from = until.minus(OVERLAP);
            until = earlier(until.plus(WINDOW), now);
            for (PaymentEvent event : payments.listEvents(from, until)) {
                taken += take(event) ? 1 : 0;
            }
            book.setListedUntil(until);
        }
        return taken;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Whether it is new. Who has kept it handles it, so a duplicate costs nothing. */
    private boolean take(PaymentEvent event) {
        Instant now = clock.instant();
        boolean isNew = book.keep(event, now, now.plus(HANDLING));
        if (isNew) {
            handle(event, 0);
        }
        return isNew;
    }

    private void handle(PaymentEvent event, int failures) {
        try {
            fulfilment.follow(event);
            book.markHandled(event, clock.instant());
        } catch (RuntimeException e) {
            // Whatever it is, the event is kept: nothing is lost, and others are not held up.
            LOG.log(Level.WARNING, "Payment event {0} waits: {1}", event.id(), e.getMessage());
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
            book.noteFailure(event, String.valueOf(e.getMessage()), clock.instant().plus(pause));
        }
    }
}
