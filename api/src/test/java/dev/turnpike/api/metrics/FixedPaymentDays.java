package dev.turnpike.api.metrics;

import dev.turnpike.billing.credits.PaymentMovement;
import dev.turnpike.billing.reconciliation.PaymentDay;
import dev.turnpike.billing.reconciliation.PaymentDays;
import dev.turnpike.billing.reconciliation.PaymentDifference;
import dev.turnpike.billing.reconciliation.PaymentStanding;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Days of which only is known how things stand; null when not even that. */
record FixedPaymentDays(@Nullable PaymentStanding known) implements PaymentDays {

    @Override
    public PaymentStanding standing() {
        if (known == null) {
            throw new IllegalStateException("The database is away");
        }
        return known;
    }

    @Override
    public List<LocalDate> listDue(LocalDate last, int limit) {
        return List.of();
    }

    @Override
    public List<LocalDate> listToCompareAgain(LocalDate first, LocalDate last, int age, int limit) {
        return List.of();
    }

    @Override
    public boolean claim(Instant now, Instant until) {
        return false;
    }

    @Override
    public void release() {}

    @Override
    public void replaceMovements(Instant from, Instant to, List<PaymentMovement> movements) {}

    @Override
    public PaymentDay compare(LocalDate day, Instant now) {
        return find(day).orElseThrow();
    }

    @Override
    public void noteProblem(LocalDate day, Instant now, String problem) {}

    @Override
    public Optional<PaymentDay> find(LocalDate day) {
        return Optional.empty();
    }

    @Override
    public List<PaymentDifference> listDifferences(LocalDate day) {
        return List.of();
    }

    @Override
    public List<PaymentDay> list(int offset, int limit) {
        return List.of();
    }

    @Override
    public int count() {
        return 0;
    }
}
