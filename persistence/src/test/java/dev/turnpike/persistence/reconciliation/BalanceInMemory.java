package dev.turnpike.persistence.reconciliation;

import dev.turnpike.billing.credits.PaymentMovement;
import dev.turnpike.billing.credits.PaymentMovement.Kind;
import dev.turnpike.billing.credits.PaymentMovements;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A payment provider's balance that moves as it is told to. */
final class BalanceInMemory implements PaymentMovements {

    final List<PaymentMovement> movements = new ArrayList<>();

    /** What it answers instead of telling. */
    @Nullable RuntimeException fault;

    /** It tells of what is later than the fault. */
    private Instant faultUntil = Instant.MAX;

    /** Does not tell of days before this one. */
    void faultBefore(LocalDate day, RuntimeException problem) {
        fault = problem;
        faultUntil = day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    void move(Kind kind, String subject, @Nullable String payment, String amount, String at) {
        add(
                new PaymentMovement(
                        "txn_" + UUID.randomUUID(),
                        kind,
                        subject,
                        payment,
                        Usd.parse(amount),
                        Usd.ZERO,
                        Instant.parse(at),
                        false));
    }

    void add(PaymentMovement movement) {
        movements.add(movement);
    }

    @Override
    public List<PaymentMovement> list(Instant from, Instant to) {
        if (fault != null && from.isBefore(faultUntil)) {
            throw fault;
        }
        return movements.stream()
                .filter(each -> !each.createdAt().isBefore(from) && each.createdAt().isBefore(to))
                .toList();
    }
}
