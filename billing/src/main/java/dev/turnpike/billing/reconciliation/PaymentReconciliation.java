package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.credits.PaymentMovements;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.billing.reconciliation.PaymentDayBook.Told;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Compares each day (UTC) of our balance at the payment provider with the journal, payment by
 * payment, refund by refund, dispute by dispute. A day belongs to the payment provider's clock:
 * what we book a moment after midnight is found all the same, because ids are compared and not
 * sums.
 */
@Singleton
public class PaymentReconciliation {

    private static final Logger LOG = System.getLogger(PaymentReconciliation.class.getName());

    /** Until then lost events have been asked for, and what they tell is booked. */
    static final Duration SETTLING = Duration.ofHours(2);

    /** What our clock calls a day may have happened on the payment provider's next one. */
    static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    /** One run takes up this many days; after a long outage the next runs go on. */
    static final int DAYS_AT_ONCE = 31;

    /** Bookings come late, but not later than this; then a person has looked. */
    private static final int DAYS_LOOKED_AT_AGAIN = 30;

    /**
     * A day that agreed is looked at once more then: what the payment provider adds to a day that
     * is over, as a correction of its own, is there by now, and so is what became of our books.
     */
    static final int DAYS_UNTIL_LAST_LOOK = 7;

    /** A server that died while it compared keeps the others waiting for so long. */
    private static final Duration CLAIM = Duration.ofMinutes(30);

    private final PaymentMovements movements;
    private final PaymentDays days;
    private final PaymentDayBook book;
    private final InstantSource clock;

    @Inject
    public PaymentReconciliation(
            PaymentMovements movements,
            PaymentDays days,
            PaymentDayBook book,
            InstantSource clock) {
        this.movements = movements;
        this.days = days;
        this.book = book;
        this.clock = clock;
    }

    /**
     * Compares every finished day that is not compared yet, and after that once more the days on
     * which something differed or was on its way, and those that agreed a week ago. One server at a
     * time.
     *
     * @return how many days were compared
     */
    public int run() {
        Instant now = clock.instant();
        LocalDate last = LocalDate.ofInstant(now.minus(SETTLING), ZoneOffset.UTC).minusDays(1);
        List<LocalDate> due = days.listDue(last, DAYS_AT_ONCE);
        if (due.isEmpty() || !book.claim(now, now.plus(CLAIM))) {
            return 0;
        }
        try {
            int compared = compareAll(due);
            if (compared > 0) {
                compareAll(
                        days.listToCompareAgain(
                                last.minusDays(DAYS_LOOKED_AT_AGAIN),
                                last,
                                DAYS_UNTIL_LAST_LOOK,
                                DAYS_AT_ONCE));
            }
            return compared;
        } finally {
            book.release();
        }
    }

    /** What became of the wish to compare a day now. */
    public sealed interface Outcome permits Compared, NotOver, Unavailable, Unreadable {}

    /** It was compared. */
    public record Compared(PaymentDay day) implements Outcome {}

    /** There is nothing to compare before the day has ended. */
    public record NotOver() implements Outcome {}

    /** The payment provider did not tell; it is kept with the day. */
    public record Unavailable(String problem) implements Outcome {}

    /** What it told cannot be compared, or comparing failed; it is kept with the day. */
    public record Unreadable(String problem) implements Outcome {}

    /** Compares one day now, whatever was found before. */
    public Outcome compare(LocalDate day) {
        Instant now = clock.instant();
        Instant from = startOf(day);
        Instant to = startOf(day.plusDays(1));
        if (to.isAfter(now)) {
            return new NotOver();
        }
        Instant until = to.plus(CLOCKS_DIFFER);
        try {
            Told told = new Told(from, until, movements.list(from, until));
            return new Compared(warned(book.compare(day, told, now)));
        } catch (PaymentsUnavailable e) {
            return new Unavailable(noted(day, now, String.valueOf(e.getMessage())));
        } catch (IllegalStateException e) {
            return new Unreadable(noted(day, now, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // Whatever is wrong with a day must not keep newer ones from being compared.
            LOG.log(Level.ERROR, "Payments of " + day + " cannot be compared.", e);
            return new Unreadable(noted(day, now, "It failed: the server's log says why."));
        }
    }

    /** Whoever does not tell of one day tells of none; the next run asks again. */
    private int compareAll(List<LocalDate> due) {
        int compared = 0;
        for (LocalDate day : due) {
            Outcome outcome = compare(day);
            if (outcome instanceof Unavailable) {
                break;
            }
            compared += outcome instanceof Compared ? 1 : 0;
        }
        return compared;
    }

    private String noted(LocalDate day, Instant now, String problem) {
        LOG.log(Level.WARNING, "Payments of {0} are not compared: {1}", day, problem);
        book.noteProblem(day, now, problem);
        return problem;
    }

    private static PaymentDay warned(PaymentDay found) {
        if (!found.agrees()) {
            LOG.log(
                    Level.ERROR,
                    "On {0} the books and the payment provider differ in {1} things, {2} in all.",
                    found.day(),
                    found.differences(),
                    found.unexplained());
        }
        return found;
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
