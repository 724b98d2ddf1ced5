package dev.turnpike.web.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.billing.credits.refunds.RefundAsking;
import dev.turnpike.billing.credits.refunds.RefundId;
import dev.turnpike.billing.credits.refunds.RefundSettings;
import dev.turnpike.billing.ledger.PaidLots;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Browser;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sheets of purchases of which so much is left and so much went back. */
public final class FixedSheets {

    public static final Purchase CREDITED = FixedPurchases.CREDITED;

    private final PaidLots.Left left;
    private final List<TakeBack> takeBacks;
    private final List<Refund> refunds;

    private FixedSheets(PaidLots.Left left, List<TakeBack> takeBacks, List<Refund> refunds) {
        this.left = left;
        this.takeBacks = takeBacks;
        this.refunds = refunds;
    }

    /** So much is left of the purchase, and the second amount of it is not lent. */
    public static FixedSheets of(String unspent, String free) {
        return new FixedSheets(
                new PaidLots.Left(Usd.parse(unspent), Usd.parse(free)), List.of(), List.of());
    }

    public FixedSheets with(Refund... asked) {
        return new FixedSheets(left, takeBacks, List.of(asked));
    }

    public FixedSheets with(TakeBack... taken) {
        return new FixedSheets(left, List.of(taken), refunds);
    }

    /** A dispute of all of it. */
    public static TakeBack dispute(TakeBack.Status status) {
        return new TakeBack(
                "dp_1",
                TakeBack.Kind.DISPUTE,
                CREDITED.id(),
                Usd.parse("10"),
                Usd.ZERO,
                status,
                Browser.NOW);
    }

    /** A refund of all of it that was made at the payment provider's own pages. */
    public static TakeBack refund(TakeBack.Status status) {
        return new TakeBack(
                "re_2",
                TakeBack.Kind.REFUND,
                CREDITED.id(),
                Usd.parse("10"),
                Usd.ZERO,
                status,
                Browser.NOW);
    }

    /** A refund of $4 that an operator asked for. */
    public static Refund refund(Refund.Status status, @Nullable String problem) {
        return new Refund(
                new RefundId(new UUID(7, 8)),
                CREDITED.account(),
                CREDITED.id(),
                "pi_3PxQ7b2eZvKYlo2C1a",
                Usd.parse("4"),
                Usd.ZERO,
                new Refund.Asker(true, "op@turnpike.example", "bought <twice>"),
                status,
                Browser.NOW,
                Browser.NOW,
                status == Refund.Status.PAID ? "re_1" : null,
                0,
                problem);
    }

    PurchaseSheets bean() {
        return bean(RefundSettings.DEFAULT);
    }

    PurchaseSheets bean(RefundSettings settings) {
        var asked = new FixedRefunds(refunds);
        var taken = new FixedTakeBacks(takeBacks);
        var asking =
                new RefundAsking(
                        asked,
                        new FixedPurchases(List.of(CREDITED)),
                        taken,
                        new Lots(left),
                        settings,
                        Browser.CLOCK);
        return new PurchaseSheets(taken, asked, asking);
    }

    /** The sheet of the purchase of $10. */
    public PurchaseSheet sheet(boolean isOperator) {
        return bean().of(CREDITED, isOperator);
    }

    private record Lots(PaidLots.Left left) implements PaidLots {

        @Override
        public Left left(AccountId account, String payment) {
            return left;
        }

        @Override
        public Taking take(AccountId account, String payment, String reference, Usd credit) {
            throw new UnsupportedOperationException("These lots are fixed");
        }
    }
}
