package dev.turnpike.billing.credits.refunds;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.AskedRefunds;
import dev.turnpike.billing.credits.Payment.Return;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.credits.TakeBacks;
import dev.turnpike.billing.ledger.Entry;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.LedgerAccount;
import dev.turnpike.billing.ledger.Posting;
import dev.turnpike.billing.ledger.Posting.Kind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of refunds in the books. A refund is settled once, whichever of the payment
 * provider's answer, its event and the sweep comes first: under the lock of the purchase it leaves
 * the state in which it is being asked for.
 */
@Singleton
public class RefundBook implements AskedRefunds {

    private final Refunds refunds;
    private final Purchases purchases;
    private final TakeBacks takeBacks;
    private final Ledger ledger;
    private final InstantSource clock;

    @Inject
    public RefundBook(
            Refunds refunds,
            Purchases purchases,
            TakeBacks takeBacks,
            Ledger ledger,
            InstantSource clock) {
        this.refunds = refunds;
        this.purchases = purchases;
        this.takeBacks = takeBacks;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Books what the payment provider said about a refund, if nobody has done so yet. */
    @Transactional
    public void follow(Refund refund, Return made) {
        Purchase purchase = lock(refund);
        if (!settle(purchase, made) && isOpen(refund)) {
            throw new IllegalStateException(
                    "%s of %s is not what refund %s asked for"
                            .formatted(made.id(), made.amount(), refund.id()));
        }
    }

    /** Gives the credit of a refund back that was never made, if nobody has done so yet. */
    @Transactional
    public void drop(Refund refund, String reason) {
        Purchase _ = lock(refund);
        if (isOpen(refund)) {
            giveBack(refund, reason);
        }
    }

    /** Notes that nothing could be learnt of a refund, and when to try again. */
    @Transactional
    public void noteFailure(Refund refund, String problem, Instant due) {
        Purchase _ = lock(refund);
        if (isOpen(refund)) {
            refunds.noteFailure(refund, problem, due);
        }
    }

    @Override
    public List<TakeBack> listOpen(Purchase purchase) {
        return open(purchase).stream().map(Refund::asPending).toList();
    }

    @Override
    public boolean settle(Purchase purchase, Return made) {
        Optional<Refund> refund =
                open(purchase).stream().filter(it -> it.isMadeAs(made)).findFirst();
        refund.ifPresent(it -> settle(it, made));
        return refund.isPresent();
    }

    @Override
    public void fail(Purchase purchase, Return failed) {
        refunds.list(purchase.account(), purchase.id()).stream()
                .filter(it -> failed.id().equals(it.returnId()))
                .forEach(it -> giveBack(it, reasonOf(failed)));
    }

    private void settle(Refund refund, Return made) {
        if (made.status() == TakeBack.Status.GIVEN_BACK) {
            giveBack(refund, reasonOf(made));
            return;
        }
        takeBacks.add(
                refund.account(),
                new TakeBack(
                        made.id(),
                        TakeBack.Kind.REFUND,
                        refund.purchase(),
                        refund.credit(),
                        refund.tax(),
                        made.status(),
                        made.createdAt()));
        if (!ledger.post(paid(refund, made.id()))) {
            throw new IllegalStateException("Refund " + made.id() + " was booked before");
        }
        refunds.markPaid(refund, made.id(), clock.instant());
    }

    private void giveBack(Refund refund, String reason) {
        ledger.giveBack(
                refund.account(), Kind.REFUND_ASKED, refund.id().toString(), Kind.REFUND_DROPPED);
        refunds.markFailed(refund, reason, clock.instant());
    }

    /** The credit has gone already; now the money has, and the tax with it. */
    private static Posting paid(Refund refund, String returnId) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(LedgerAccount.REFUNDS, refund.credit().negate()));
        entries.add(new Entry(LedgerAccount.PAYMENT_CLEARING, refund.amount()));
        if (refund.tax().isPositive()) {
            entries.add(new Entry(LedgerAccount.TAX_PAYABLE, refund.tax().negate()));
        }
        return new Posting(refund.account(), Kind.REFUND, returnId, entries);
    }

    private static String reasonOf(Return failed) {
        String reason = failed.failure();
        return reason == null ? "The payment provider could not send the money" : reason;
    }

    private List<Refund> open(Purchase purchase) {
        return refunds.list(purchase.account(), purchase.id()).stream()
                .filter(it -> it.status() == Refund.Status.ASKED)
                .toList();
    }

    private boolean isOpen(Refund refund) {
        return refunds.find(refund.account(), refund.id())
                .filter(it -> it.status() == Refund.Status.ASKED)
                .isPresent();
    }

    private Purchase lock(Refund refund) {
        AccountId account = refund.account();
        purchases.lock(account, refund.purchase());
        return purchases.find(account, refund.purchase()).orElseThrow();
    }
}
