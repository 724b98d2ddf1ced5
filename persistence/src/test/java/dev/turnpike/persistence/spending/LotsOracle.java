package dev.turnpike.persistence.spending;

import dev.turnpike.billing.ledger.Reversal;
import dev.turnpike.billing.ledger.TransactionId;
import dev.turnpike.billing.money.Usd;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What should be left of each lot if everything were drawn at once, in exact arithmetic. */
final class LotsOracle {

    private static final BigInteger NOTHING = BigInteger.ZERO;

    private static final Comparator<Lot> ORDER =
            Comparator.comparing((Lot lot) -> !lot.isPromotional)
                    .thenComparing(
                            lot -> lot.expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparingLong(lot -> lot.credit.value());

    /** As they came. */
    private final List<Lot> lots = new ArrayList<>();

    /** What was spent, the last first. */
    private final Deque<Drawn> drawn = new ArrayDeque<>();

    /** A credit and what is left of it. */
    static final class Lot {
        final TransactionId credit;
        private final boolean isPromotional;
        private final @Nullable Instant expiresAt;
        private final BigInteger amount;
        private BigInteger left;

        private Lot(
                TransactionId credit,
                boolean isPromotional,
                @Nullable Instant expiresAt,
                BigInteger amount) {
            this.credit = credit;
            this.isPromotional = isPromotional;
            this.expiresAt = expiresAt;
            this.amount = amount;
            left = amount;
        }
    }

    /** So much was spent of a lot. */
    private record Drawn(Lot lot, BigInteger amount) {}

    void addPaid(TransactionId credit, BigInteger amount) {
        lots.add(new Lot(credit, false, null, amount));
    }

    void addPromotional(TransactionId credit, BigInteger amount, @Nullable Instant expiresAt) {
        lots.add(new Lot(credit, true, expiresAt, amount));
    }

    void spend(BigInteger amount) {
        BigInteger rest = amount;
        for (Lot lot : lots.stream().sorted(ORDER).toList()) {
            BigInteger part = rest.min(lot.left);
            if (part.signum() > 0) {
                lot.left = lot.left.subtract(part);
                rest = rest.subtract(part);
                drawn.push(new Drawn(lot, part));
            }
        }
        if (rest.signum() != 0) {
            throw new AssertionError("Spent " + rest + " more than there was");
        }
    }

    /** Gives back what was spent last. */
    void restore(BigInteger amount) {
        BigInteger rest = amount;
        while (rest.signum() > 0) {
            Drawn last = drawn.pop();
            BigInteger part = rest.min(last.amount());
            last.lot().left = last.lot().left.add(part);
            rest = rest.subtract(part);
            if (part.compareTo(last.amount()) < 0) {
                drawn.push(new Drawn(last.lot(), last.amount().subtract(part)));
            }
        }
    }

    /** Takes what has expired, up to so much; returns how much it is. */
    BigInteger expire(Instant now, BigInteger atMost) {
        BigInteger taken = NOTHING;
        for (Lot lot : lots.stream().sorted(ORDER).toList()) {
            if (lot.expiresAt != null && !lot.expiresAt.isAfter(now)) {
                BigInteger part = lot.left.min(atMost.subtract(taken));
                lot.left = lot.left.subtract(part);
                taken = taken.add(part);
            }
        }
        return taken;
    }

    /**
     * What becomes of the wish to reverse a credit for the first time; by the journal's next
     * transaction, which is not known here.
     */
    Reversal reverse(Lot lot, BigInteger available) {
        BigInteger gone = lot.amount.subtract(lot.left);
        if (gone.signum() > 0) {
            return new Reversal.Spent(usd(gone));
        }
        if (lot.amount.compareTo(available) > 0) {
            return new Reversal.Lent(usd(lot.amount.subtract(available)));
        }
        lot.left = NOTHING;
        return new Reversal.Reversed(lot.credit);
    }

    List<Lot> lots() {
        return lots;
    }

    static BigInteger amount(Lot lot) {
        return lot.amount;
    }

    /** What is left of each lot, as they came. */
    List<BigInteger> left() {
        return lots.stream().map(lot -> lot.left).toList();
    }

    private static Usd usd(BigInteger nanos) {
        return new Usd(nanos.longValueExact());
    }
}
