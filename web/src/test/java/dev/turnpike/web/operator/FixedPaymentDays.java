package dev.turnpike.web.operator;

import dev.turnpike.billing.credits.PaymentMovement;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.PaymentDay;
import dev.turnpike.billing.reconciliation.PaymentDays;
import dev.turnpike.billing.reconciliation.PaymentDifference;
import dev.turnpike.billing.reconciliation.PaymentStanding;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Days that were compared before, and come to the same whenever they are compared again. */
record FixedPaymentDays(List<PaymentDay> days, List<PaymentDifference> differences)
        implements PaymentDays {

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
        return true;
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
        return days.stream().filter(each -> each.day().equals(day)).findFirst();
    }

    @Override
    public List<PaymentDifference> listDifferences(LocalDate day) {
        return differences;
    }

    @Override
    public List<PaymentDay> list(int offset, int limit) {
        return days.subList(offset, offset + limit);
    }

    @Override
    public int count() {
        return days.size();
    }

    @Override
    public PaymentStanding standing() {
        int wrong = Math.toIntExact(days.stream().filter(day -> day.differences() > 0).count());
        int failed = Math.toIntExact(days.stream().filter(day -> day.problem() != null).count());
        Usd unexplained = days.stream().map(PaymentDay::unexplained).reduce(Usd.ZERO, Usd::plus);
        return new PaymentStanding(
                days.isEmpty() ? null : days.getFirst().day(), wrong, failed, unexplained);
    }
}
