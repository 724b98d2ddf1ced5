package dev.turnpike.billing.credits;

import dev.turnpike.billing.credits.Payment.Return;
import dev.turnpike.billing.ledger.Entry;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.LedgerAccount;
import dev.turnpike.billing.ledger.Posting;
import dev.turnpike.billing.ledger.Posting.Kind;
import dev.turnpike.billing.money.Rounding;
import dev.turnpike.billing.money.Usd;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Books what payments lose again. A refund takes credit back, and so does a dispute as long as it
 * is not won; what of the credit is spent, the tenant owes. The money of an open dispute is
 * withheld by the payment provider, that of a refund or a lost dispute is gone.
 */
@Singleton
public class TakeBackBook {

    private final TakeBacks takeBacks;
    private final AskedRefunds asked;
    private final Ledger ledger;

    @Inject
    public TakeBackBook(TakeBacks takeBacks, AskedRefunds asked, Ledger ledger) {
        this.takeBacks = takeBacks;
        this.asked = asked;
        this.ledger = ledger;
    }

    /** Within the transaction that has locked the purchase. */
    public void follow(Purchase purchase, Payment payment) {
        for (Return now : payment.returns()) {
            List<TakeBack> known = takeBacks.list(purchase.account(), purchase.id());
            Optional<TakeBack> before =
                    known.stream().filter(it -> it.id().equals(now.id())).findAny();
            if (before.isPresent()) {
                change(purchase, before.get(), now);
            } else if (!asked.settle(purchase, now) && now.status() != TakeBack.Status.GIVEN_BACK) {
                take(purchase, payment, known, now);
            }
        }
    }

    private void take(Purchase purchase, Payment payment, List<TakeBack> known, Return now) {
        Usd tax = taxOf(payment, goneBefore(purchase, payment, known, now), now.amount());
        TakeBack taken =
                new TakeBack(
                        now.id(),
                        now.kind(),
                        purchase.id(),
                        now.amount().minus(tax),
                        tax,
                        now.status() == TakeBack.Status.PENDING
                                ? TakeBack.Status.PENDING
                                : TakeBack.Status.TAKEN,
                        now.createdAt());
        takeBacks.add(purchase.account(), taken);
        if (!ledger.takeBack(payment.id(), taking(purchase, taken))) {
            throw new IllegalStateException(
                    "%s %s was booked before".formatted(now.kind(), now.id()));
        }
        change(purchase, taken, now);
    }

    /**
     * With the refunds that are being asked for, unless this one leaves no room for them: then they
     * will be refused.
     */
    private List<TakeBack> goneBefore(
            Purchase purchase, Payment payment, List<TakeBack> known, Return now) {
        List<TakeBack> all = new ArrayList<>(known);
        all.addAll(asked.listOpen(purchase));
        Usd gone =
                all.stream()
                        .filter(it -> it.status() != TakeBack.Status.GIVEN_BACK)
                        .map(TakeBack::amount)
                        .reduce(now.amount(), Usd::plus);
        return gone.compareTo(payment.total()) > 0 ? known : all;
    }

    private void change(Purchase purchase, TakeBack before, Return now) {
        if (before.status() == now.status() || isOlder(before, now)) {
            return;
        }
        if (isOver(before)) {
            throw new IllegalStateException(
                    "%s %s was %s and is %s now"
                            .formatted(now.kind(), now.id(), before.status(), now.status()));
        }
        takeBacks.mark(purchase.account(), now.id(), now.status());
        switch (now.status()) {
            case GIVEN_BACK -> {
                ledger.giveBack(
                        purchase.account(), kindOf(now.kind()), now.id(), undoing(before.kind()));
                asked.fail(purchase, now);
            }
            case LOST -> ledger.post(lost(purchase, before));
            case PENDING, TAKEN -> {
                // Whether the payment provider has sent it already is the same to the books.
            }
        }
    }

    /** Nothing comes after it, so a person has to look. */
    private static boolean isOver(TakeBack takeBack) {
        return takeBack.status() == TakeBack.Status.GIVEN_BACK
                || takeBack.status() == TakeBack.Status.LOST;
    }

    /** What was sent is never pending again: somebody else has asked later than we have. */
    private static boolean isOlder(TakeBack before, Return now) {
        return before.status() == TakeBack.Status.TAKEN && now.status() == TakeBack.Status.PENDING;
    }

    /**
     * The tax in this amount, such that all amounts together have their part of it to the cent,
     * however they are cut.
     */
    static Usd taxOf(Payment payment, List<TakeBack> known, Usd amount) {
        Usd gone = Usd.ZERO;
        Usd taxGone = Usd.ZERO;
        for (TakeBack before : known) {
            if (before.status() != TakeBack.Status.GIVEN_BACK) {
                gone = gone.plus(before.amount());
                taxGone = taxGone.plus(before.tax());
            }
        }
        Usd reached = gone.plus(amount);
        Usd tax =
                reached.compareTo(payment.total()) >= 0
                        ? payment.tax()
                        : Rounding.shareInCents(payment.tax(), reached, payment.total());
        return max(tax.minus(taxGone), Usd.ZERO).min(amount);
    }

    private static Usd max(Usd one, Usd other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Posting taking(Purchase purchase, TakeBack taken) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(LedgerAccount.WALLET, taken.credit().negate()));
        entries.add(new Entry(withholder(taken.kind()), taken.amount()));
        if (taken.tax().isPositive()) {
            entries.add(new Entry(LedgerAccount.TAX_PAYABLE, taken.tax().negate()));
        }
        return new Posting(purchase.account(), kindOf(taken.kind()), taken.id(), entries);
    }

    private static Posting lost(Purchase purchase, TakeBack dispute) {
        return new Posting(
                purchase.account(),
                Kind.DISPUTE_LOST,
                dispute.id(),
                List.of(
                        new Entry(LedgerAccount.DISPUTES, dispute.amount().negate()),
                        new Entry(LedgerAccount.PAYMENT_CLEARING, dispute.amount())));
    }

    private static LedgerAccount withholder(TakeBack.Kind kind) {
        return switch (kind) {
            case REFUND -> LedgerAccount.PAYMENT_CLEARING;
            case DISPUTE -> LedgerAccount.DISPUTES;
        };
    }

    private static Kind kindOf(TakeBack.Kind kind) {
        return switch (kind) {
            case REFUND -> Kind.REFUND;
            case DISPUTE -> Kind.DISPUTE;
        };
    }

    private static Kind undoing(TakeBack.Kind kind) {
        return switch (kind) {
            case REFUND -> Kind.REFUND_FAILED;
            case DISPUTE -> Kind.DISPUTE_WON;
        };
    }
}
