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
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes the payment provider's events: keeps each one first, and handles it then. What cannot be
 * handled waits here and is tried again; what was never delivered is asked for.
 */
@Singleton
public class PaymentEventDesk {

    private static final Logger LOG = System.getLogger(PaymentEventDesk.class.getName());

    /**
     * After so long somebody else may take an event up. Handling mostly takes less than a second;
     * where it takes longer, two may do the same, which changes nothing. So what a server leaves
     * behind that dies is taken up within the minute, for retries pause for 30 s.
     */
    private static final Duration HANDLING = Duration.ofSeconds(20);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    /** Doubled until it is an hour. */
    private static final int MOST_DOUBLINGS = 7;

    /** One round takes up this many at most. */
    private static final int ROUND = 1_000;

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
    private final SideBySide sideBySide;
    private final InstantSource clock;

    @Inject
    public PaymentEventDesk(
            Payments payments,
            PaymentEvents events,
            PaymentFulfilment fulfilment,
            PaymentEventBook book,
            SideBySide sideBySide,
            InstantSource clock) {
        this.payments = payments;
        this.events = events;
        this.fulfilment = fulfilment;
        this.book = book;
        this.sideBySide = sideBySide;
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
        sideBySide.each(events.listDue(clock.instant(), ROUND), this::retry);
    }

    /** Asks for events that were not delivered; returns how many were new. */
    public int catchUp() {
        Instant now = clock.instant();
        Instant until = events.listedUntil();
        AtomicInteger taken = new AtomicInteger();
        for (int i = 0; i < WINDOWS && until.isBefore(now); i++) {
            Instant from = until.minus(OVERLAP);
            until = earlier(until.plus(WINDOW), now);
            sideBySide.each(
                    undelivered(from, until),
                    event -> {
                        if (take(event)) {
                            taken.incrementAndGet();
                        }
                    });
            book.setListedUntil(until);
        }
        return taken.get();
    }

    /** The oldest first. Most of them were delivered, and asking for all at once is cheap. */
    private List<PaymentEvent> undelivered(Instant from, Instant until) {
        List<PaymentEvent> listed = payments.listEvents(from, until);
        Set<String> kept = events.listKept(listed.stream().map(PaymentEvent::id).toList());
        return listed.stream().filter(event -> !kept.contains(event.id())).toList();
    }

    /** Other servers find the same ones due. */
    private void retry(PaymentEvents.Waiting waiting) {
        Instant now = clock.instant();
        if (book.claim(waiting.event(), now, now.plus(HANDLING))) {
            handle(waiting.event(), waiting.failures());
        }
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
