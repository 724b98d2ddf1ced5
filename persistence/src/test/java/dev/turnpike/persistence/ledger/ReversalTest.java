package dev.turnpike.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.Reversal;
import dev.turnpike.billing.ledger.Reversal.AlreadyReversed;
import dev.turnpike.billing.ledger.Reversal.Lent;
import dev.turnpike.billing.ledger.Reversal.NotReversible;
import dev.turnpike.billing.ledger.Reversal.Reversed;
import dev.turnpike.billing.ledger.Reversal.Spent;
import dev.turnpike.billing.ledger.Reversal.Unknown;
import dev.turnpike.billing.ledger.TransactionId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.FastDatabase;
import dev.turnpike.persistence.spending.SpendingNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing in the books is changed: what is wrong is reversed. */
class ReversalTest {

    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final Ledger LEDGER = DATABASE.keeper(Ledger.class, JpaLedger::new);
    private static final Pool POOL = DATABASE.appPool(2);
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant SOON = Instant.parse("2090-01-01T00:00:00Z");

    private final SpendingNode node = new SpendingNode(POOL.dataSource(), new Markup(5_000));
    private final Caller caller = World.tenant(Usd.ZERO);
    private final AccountId acme = caller.account();

    @AfterEach
    void keepsTheBooks() {
        assertThat(World.discrepancies()).isEmpty();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void takesACreditBackOnce() {
        World.topUp(acme, new Usd(10));
        World.topUp(acme, new Usd(5));
        TransactionId credit = first("PURCHASE");

        Reversed first = (Reversed) reverse(credit);

        assertThat(posted()).isEqualTo(5);
        assertThat(left()).containsExactly(5L);
        assertThat(reverse(credit)).isEqualTo(new AlreadyReversed(first.by()));
        assertThat(entries(first.by())).containsExactly("wallet -10", "payment_clearing 10");
        assertThat(
                        World.texts(
                                "select reverses || ' ' || note from journal_transaction"
                                        + " where transaction_id = "
                                        + first.by()))
                .containsExactly(credit + " typed twice");
        assertThat(posted()).isEqualTo(5);
    }

    @Test
    void refusesACreditOfWhichSomethingIsGone() {
        World.topUp(acme, new Usd(10));
        node.settle(node.hold(caller, new Usd(6)), new Usd(2));
        node.leases.giveBack();

        assertThat(reverse(first("PURCHASE"))).isEqualTo(new Spent(new Usd(3)));

        assertThat(posted()).isEqualTo(7);
    }

    @Test
    void refusesACreditThatIsLent() {
        World.topUp(acme, new Usd(10));
        node.hold(caller, new Usd(4));

        assertThat(reverse(first("PURCHASE"))).isEqualTo(new Lent(new Usd(4)));

        assertThat(World.balance(acme)).isEqualTo(new Balance(new Usd(10), new Usd(4), Usd.ZERO));
    }

    @Test
    void refusesWhatIsNoCredit() {
        LEDGER.grantPromotion(acme, new Usd(10), "code-" + UUID.randomUUID(), LONG_AGO);
        Reversed reversal = (Reversed) reverse(first("PROMOTION"));
        LEDGER.grantPromotion(acme, new Usd(10), "code-" + UUID.randomUUID(), LONG_AGO);
        expire();

        assertThat(reverse(reversal.by())).isEqualTo(new NotReversible());
        assertThat(reverse(first("PROMOTION_EXPIRED"))).isEqualTo(new NotReversible());
    }

    @Test
    void knowsNoTransactionOfAnotherTenant() {
        AccountId bob = World.tenant(new Usd(10)).account();
        TransactionId credit =
                new TransactionId(
                        World.numbers(
                                        "select transaction_id from journal_transaction"
                                                + " where account_id = '%s'".formatted(bob))
                                .get(0));

        assertThat(reverse(credit)).isEqualTo(new Unknown());

        assertThat(World.balance(bob).posted()).isEqualTo(new Usd(10));
    }

    @Test
    void givesAChargeBackToTheLotsThatWereDrawnLast() {
        World.topUp(acme, new Usd(10));
        spend(2);
        LEDGER.grantPromotion(acme, new Usd(4), "code-" + UUID.randomUUID(), SOON);
        spend(4);

        Reversed reversal = (Reversed) reverse(lastCall());

        // The second call took 4 of the promotion and 2 of what was paid; both lots were drawn.
        assertThat(left()).containsExactly(4L, 7L);
        assertThat(posted()).isEqualTo(11);
        assertThat(entries(reversal.by()))
                .containsExactly("wallet 6", "provider_payable -4", "revenue -2");
    }

    @Test
    void givesAChargeBackOnce() {
        World.topUp(acme, new Usd(10));
        spend(2);

        Reversed first = (Reversed) reverse(lastCall());

        assertThat(reverse(lastCall())).isEqualTo(new AlreadyReversed(first.by()));
        assertThat(posted()).isEqualTo(10);
    }

    @Test
    void knowsNoCallOfAnotherTenantAndNoneThatCostNothing() {
        World.topUp(acme, new Usd(10));
        spend(2);
        GenerationId call = lastCall();
        spend(0);

        assertThat(LEDGER.reverse(World.tenant(new Usd(10)).account(), call, "mine"))
                .isEqualTo(new Unknown());
        assertThat(reverse(lastCall())).isEqualTo(new NotReversible());
        assertThat(posted()).isEqualTo(7);
    }

    @Test
    void leavesWhatTheKeyHasSpentAndTheRecordOfTheCall() {
        World.topUp(acme, new Usd(10));
        spend(2);

        reverse(lastCall());

        assertThat(World.spending(caller.key()).get(0)).isEqualTo(new Usd(3));
        assertThat(
                        World.numbers(
                                "select cost_nanos from generation where account_id = '%s'"
                                        .formatted(acme)))
                .containsExactly(3L);
    }

    @Test
    void letsAChargeThatIsGivenBackToAnExpiredLotExpireAgain() {
        LEDGER.grantPromotion(acme, new Usd(10), "code-" + UUID.randomUUID(), LONG_AGO);
        spend(2);
        expire();
        assertThat(posted()).isZero();

        reverse(lastCall());

        assertThat(posted()).isEqualTo(3);
        expire();
        assertThat(posted()).isZero();
    }

    @Test
    void paysWhatIsOwedFirst() {
        World.topUp(acme, new Usd(10));
        Reservation small = node.hold(caller, new Usd(3));
        spend(4);
        node.hold(caller, new Usd(1));
        node.settle(small, new Usd(6));
        assertThat(World.balance(acme)).isEqualTo(new Balance(new Usd(1), new Usd(1), new Usd(6)));

        Reversed reversal = (Reversed) reverse(lastCall());

        assertThat(World.balance(acme)).isEqualTo(new Balance(new Usd(4), new Usd(1), Usd.ZERO));
        assertThat(entries(reversal.by()))
                .containsExactly("wallet 3", "receivable 6", "provider_payable -6", "revenue -3");
    }

    private Reversal reverse(TransactionId credit) {
        return LEDGER.reverse(acme, credit, "typed twice");
    }

    private Reversal reverse(GenerationId call) {
        return LEDGER.reverse(acme, call, "never answered");
    }

    private void spend(long providerCost) {
        long cost = providerCost * 3 / 2;
        node.settle(node.hold(caller, new Usd(cost)), new Usd(providerCost));
        node.leases.giveBack();
    }

    private static void expire() {
        new JdbcPromotionExpiry(new FastDatabase(DATABASE.app())).expire();
    }

    private TransactionId first(String kind) {
        return new TransactionId(
                World.numbers(
                                """
                                select transaction_id from journal_transaction
                                where account_id = '%s' and kind = '%s' order by 1
                                """
                                        .formatted(acme, kind))
                        .get(0));
    }

    private GenerationId lastCall() {
        return new GenerationId(
                UUID.fromString(
                        World.texts(
                                        """
                                        select generation_id from generation
                                        where account_id = '%s' order by settled_at desc
                                        """
                                                .formatted(acme))
                                .getFirst()));
    }

    private long posted() {
        return World.balance(acme).posted().nanos();
    }

    private List<Long> left() {
        return LEDGER.listLots(acme).stream().map(lot -> lot.left().nanos()).toList();
    }

    private static List<String> entries(TransactionId transaction) {
        return World.texts(
                """
                select ledger_account || ' ' || amount_nanos from journal_entry
                where transaction_id = %s order by line
                """
                        .formatted(transaction));
    }
}
