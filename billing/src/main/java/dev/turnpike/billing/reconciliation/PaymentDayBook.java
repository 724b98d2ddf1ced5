package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.credits.PaymentMovement;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The steps of a comparison that are kept, each in one transaction. */
@Singleton
public class PaymentDayBook {

    private final PaymentDays days;

    @Inject
    public PaymentDayBook(PaymentDays days) {
        this.days = days;
    }

    /** What the payment provider said about this span, of which the day is the first part. */
    record Told(Instant from, Instant to, List<PaymentMovement> movements) {}

    @Transactional
    PaymentDay compare(LocalDate day, Told told, Instant now) {
        days.replaceMovements(told.from(), told.to(), told.movements());
        return days.compare(day, now);
    }

    @Transactional
    void noteProblem(LocalDate day, Instant now, String problem) {
        days.noteProblem(day, now, problem);
    }

    @Transactional
    boolean claim(Instant now, Instant until) {
        return days.claim(now, until);
    }

    @Transactional
    void release() {
        days.release();
    }
}
