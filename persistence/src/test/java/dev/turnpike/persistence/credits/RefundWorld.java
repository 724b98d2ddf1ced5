package dev.turnpike.persistence.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Payment.Return;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.credits.TakeBackBook;
import dev.turnpike.billing.credits.TakeBacks;
import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.billing.credits.refunds.RefundAsking;
import dev.turnpike.billing.credits.refunds.RefundBook;
import dev.turnpike.billing.credits.refunds.RefundDesk;
import dev.turnpike.billing.credits.refunds.RefundId;
import dev.turnpike.billing.credits.refunds.RefundOrder;
import dev.turnpike.billing.credits.refunds.RefundOutcome;
import dev.turnpike.billing.credits.refunds.RefundSettings;
import dev.turnpike.billing.credits.refunds.Refundable;
import dev.turnpike.billing.credits.refunds.Refunds;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.PaidLots;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.ledger.Ledgers;
import dev.turnpike.persistence.tenancy.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Ada has bought credit by one payment, and has the desk for refunds before her. */
final class RefundWorld {

    static final Refund.Asker ADA = new Refund.Asker(false, "ada@acme.test", "");
    static final Refund.Asker OPERATOR = new Refund.Asker(true, "op@turnpike.test", "a gift");

    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final Refunds REFUNDS = DATABASE.keeper(Refunds.class, JpaRefunds::new);
    private static final Purchases PURCHASES = DATABASE.keeper(Purchases.class, JpaPurchases::new);
    private static final TakeBacks TAKE_BACKS = DATABASE.keeper(TakeBacks.class, JpaTakeBacks::new);
    private static final Ledger LEDGER = DATABASE.keeper(Ledger.class, Ledgers::of);
    private static final PaidLots LOTS = DATABASE.keeper(PaidLots.class, Ledgers::paidLots);

    final Caller caller = World.tenant(Usd.ZERO);
    final AccountId acme = caller.account();
    final String payment = "pi-" + UUID.randomUUID();
    final PurchaseId purchase = PurchaseId.next();
    final PaymentProvider provider;
    final RefundAsking asking = new OneTransactionForEachQuestion();
    final RefundBook book = new OneTransactionForEachEntry();
    final RefundDesk desk;
    Instant now = Instant.now();

    RefundWorld(String credit, String tax) {
        provider = new PaymentProvider(payment, Usd.parse(credit), Usd.parse(tax));
        desk = new RefundDesk(asking, book, REFUNDS, provider, () -> now);
        PURCHASES.add(Purchase.begun(purchase, acme, Usd.parse(credit), "ada@acme.test", now));
        PURCHASES.markCredited(acme, purchase, payment, Usd.parse(tax), now);
        World.texts(
                """
                select post_journal(?, 'PURCHASE', ?,
                    array ['wallet', 'payment_clearing', 'tax_payable'], array [?::bigint, ?, ?])
                """,
                acme.value(),
                payment,
                Usd.parse(credit).nanos(),
                -provider.payment().total().nanos(),
                Usd.parse(tax).nanos());
    }

    RefundOrder order(String credit) {
        return order(credit, ADA);
    }

    RefundOrder order(String credit, Refund.Asker asker) {
        return new RefundOrder(
                new RefundId(UUID.randomUUID()), acme, purchase, Usd.parse(credit), asker);
    }

    /** An event of the payment comes, and the books are brought to what it says. */
    void follow() {
        DATABASE.inTransaction(
                tenants -> {
                    Purchases purchases = new JpaPurchases(tenants);
                    purchases.lock(acme, purchase);
                    new TakeBackBook(new JpaTakeBacks(tenants), book(tenants), Ledgers.of(tenants))
                            .follow(
                                    purchases.find(acme, purchase).orElseThrow(),
                                    provider.payment());
                    return true;
                });
    }

    /** The job comes, so much later. */
    void retryAfter(Duration pause) {
        now = now.plus(pause);
        desk.retry();
    }

    Purchase purchase() {
        return PURCHASES.find(acme, purchase).orElseThrow();
    }

    Refundable refundable() {
        return asking.refundable(purchase());
    }

    List<Refund> refunds() {
        return REFUNDS.list(acme, purchase);
    }

    Refund refund() {
        return refunds().getLast();
    }

    /** What the tenant has less what it owes. */
    Usd worth() {
        var balance = World.balance(acme);
        return balance.posted().minus(balance.receivable());
    }

    /** What the payment provider holds for us as the journal tells it, with disputes. */
    Usd clearing() {
        return new Usd(
                World.numbers(
                                """
                                select -sum(payment_clearing_nanos + coalesce(disputes_nanos, 0))
                                from journal_transaction where account_id = ?
                                """,
                                acme.value())
                        .getFirst());
    }

    Usd taxPayable() {
        return new Usd(
                World.numbers(
                                """
                                select coalesce(sum(tax_payable_nanos), 0)
                                from journal_transaction where account_id = ?
                                """,
                                acme.value())
                        .getFirst());
    }

    /** All entries of one kind, without those of the wallet's other half. */
    List<String> entries(String kind) {
        return World.texts(
                """
                select ledger_account || ' ' || amount_nanos / 10000000 from journal_entry
                join journal_transaction using (transaction_id)
                where journal_transaction.account_id = '%s' and kind = '%s'
                order by transaction_id, line
                """
                        .formatted(acme, kind));
    }

    private RefundAsking asking(TenantScope tenants) {
        return new RefundAsking(
                new JpaRefunds(tenants),
                new JpaPurchases(tenants),
                new JpaTakeBacks(tenants),
                Ledgers.paidLots(tenants),
                RefundSettings.DEFAULT,
                () -> now);
    }

    private RefundBook book(TenantScope tenants) {
        return new RefundBook(
                new JpaRefunds(tenants),
                new JpaPurchases(tenants),
                new JpaTakeBacks(tenants),
                Ledgers.of(tenants),
                () -> now);
    }

    /** What the container does for the real one. */
    private final class OneTransactionForEachQuestion extends RefundAsking {

        OneTransactionForEachQuestion() {
            super(REFUNDS, PURCHASES, TAKE_BACKS, LOTS, RefundSettings.DEFAULT, () -> now);
        }

        @Override
        public RefundOutcome take(RefundOrder order) {
            return DATABASE.inTransaction(tenants -> asking(tenants).take(order));
        }
    }

    /** What the container does for the real one. */
    private final class OneTransactionForEachEntry extends RefundBook {

        OneTransactionForEachEntry() {
            super(REFUNDS, PURCHASES, TAKE_BACKS, LEDGER, () -> now);
        }

        @Override
        public void follow(Refund refund, Return made) {
            DATABASE.inTransaction(
                    tenants -> {
                        book(tenants).follow(refund, made);
                        return true;
                    });
        }

        @Override
        public void drop(Refund refund, String reason) {
            DATABASE.inTransaction(
                    tenants -> {
                        book(tenants).drop(refund, reason);
                        return true;
                    });
        }

        @Override
        public void noteFailure(Refund refund, String problem, Instant due) {
            DATABASE.inTransaction(
                    tenants -> {
                        book(tenants).noteFailure(refund, problem, due);
                        return true;
                    });
        }
    }
}
