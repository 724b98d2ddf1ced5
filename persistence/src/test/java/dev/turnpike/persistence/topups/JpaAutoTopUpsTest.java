package dev.turnpike.persistence.topups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.credits.TakeBacks;
import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.billing.credits.refunds.RefundId;
import dev.turnpike.billing.credits.refunds.Refunds;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.topups.AutoTopUp;
import dev.turnpike.billing.topups.AutoTopUps;
import dev.turnpike.billing.topups.AutoTopUps.Attempt;
import dev.turnpike.billing.topups.TopUpBook;
import dev.turnpike.billing.topups.TopUpReason;
import dev.turnpike.billing.topups.TopUpTerms;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.credits.PurchaseKeepers;
import dev.turnpike.persistence.ledger.Ledgers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** $20 is bought below $10, at most $50 a month. */
class JpaAutoTopUpsTest {

    private static final AutoTopUps TOP_UPS =
            TestDatabase.shared().keeper(AutoTopUps.class, JpaAutoTopUps::new);
    private static final Purchases PURCHASES =
            TestDatabase.shared().keeper(Purchases.class, PurchaseKeepers::purchases);
    private static final TakeBacks TAKE_BACKS =
            TestDatabase.shared().keeper(TakeBacks.class, PurchaseKeepers::takeBacks);
    private static final Refunds REFUNDS =
            TestDatabase.shared().keeper(Refunds.class, PurchaseKeepers::refunds);
    private static final TopUpTerms TERMS =
            new TopUpTerms(Usd.parse("10"), Usd.parse("20"), Usd.parse("50"));
    private static final Instant NOW = World.NOW;
    private static final Instant LATER = NOW.plusSeconds(60);

    private final AccountId acme = World.tenant(Usd.parse("9.99")).account();
    private final List<String> credited = new ArrayList<>();
    private final AccountId rich = World.tenant(Usd.parse("10")).account();

    /** Other tests look at everything that is open or due. */
    @AfterEach
    void nothingIsLeft() {
        World.execute("update auto_top_up set is_on = false");
        World.execute("update purchase set status = 'EXPIRED' where status = 'OPEN'");
    }

    @Test
    void keepsWhatWasSet() {
        AutoTopUp waiting = topUp(acme, true, TopUpReason.CEILING_REACHED, LATER);
        TOP_UPS.save(topUp(acme, true, null, NOW));

        TOP_UPS.save(waiting);

        assertThat(TOP_UPS.find(acme)).contains(waiting);
        assertThat(TOP_UPS.lock(acme)).contains(waiting);
        assertThat(TOP_UPS.find(rich)).isEmpty();
    }

    @Test
    void listsThoseWhoRunLowAndWantMore() {
        TOP_UPS.save(topUp(acme, true, null, NOW));
        TOP_UPS.save(topUp(rich, true, null, NOW));
        assertThat(TOP_UPS.listDue(NOW, 10)).containsExactly(acme);

        TOP_UPS.save(topUp(acme, true, null, LATER));
        assertThat(TOP_UPS.listDue(NOW, 10)).isEmpty();
        assertThat(TOP_UPS.listDue(LATER, 10)).containsExactly(acme);

        TOP_UPS.save(topUp(acme, false, null, NOW));
        assertThat(TOP_UPS.listDue(LATER, 10)).isEmpty();
    }

    @Test
    void countsWhatIsLentAndOwedAsSpent() {
        TOP_UPS.save(topUp(rich, true, null, NOW));
        World.execute(
                "update wallet set receivable_nanos = 1 where account_id = '%s'".formatted(rich));
        List<AccountId> due = TOP_UPS.listDue(NOW, 10);
        World.execute(
                "update wallet set receivable_nanos = 0 where account_id = '%s'".formatted(rich));

        assertThat(due).containsExactly(rich);
    }

    @Test
    void buysOnceHoweverManyServersLook() {
        TOP_UPS.save(topUp(acme, true, null, NOW));
        List<Future<Optional<Purchase>>> begun = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                begun.add(threads.submit(() -> begin(NOW)));
            }
        }

        assertThat(begun).filteredOn(one -> one.resultNow().isPresent()).hasSize(1);
        assertThat(TOP_UPS.listAttempts(acme, NOW))
                .containsExactly(new Attempt(TERMS.amount(), Purchase.Status.OPEN, null, NOW));
        assertThat(TOP_UPS.listDue(LATER, 10)).isEmpty();
    }

    @Test
    void isRefusedByTheDatabaseWhileOneIsInFlight() {
        PURCHASES.add(purchase(NOW));

        assertThatThrownBy(() -> PURCHASES.add(purchase(LATER)))
                .hasStackTraceContaining("top_up_in_flight");
    }

    @Test
    void neverBuysMoreThanTheCeiling() {
        TOP_UPS.save(topUp(acme, true, null, NOW));

        // The wallet stays low, as if all of it were spent at once.
        for (int i = 0; i < 10; i++) {
            begin(NOW.plusSeconds(i)).ifPresent(this::credit);
        }
        book();

        assertThat(TOP_UPS.listAttempts(acme, NOW)).hasSize(2);
        assertThat(TOP_UPS.find(acme).orElseThrow().reason())
                .isEqualTo(TopUpReason.CEILING_REACHED);
        assertThat(TOP_UPS.find(acme).orElseThrow().dueAt())
                .isEqualTo(Instant.parse("2026-04-01T00:00:00Z"));
    }

    @Test
    void switchesItselfOffWhenTheBankRefused() {
        TOP_UPS.save(topUp(acme, true, null, NOW));
        Purchase purchase = begin(NOW).orElseThrow();

        PURCHASES.markRefused(acme, purchase.id(), "authentication_required");

        assertThat(begin(LATER)).isEmpty();
        assertThat(TOP_UPS.find(acme).orElseThrow().isStopped()).isTrue();
        assertThat(TOP_UPS.find(acme).orElseThrow().reason())
                .isEqualTo(TopUpReason.AUTHENTICATION_REQUIRED);
    }

    @Test
    void switchesItselfOffWhenMoneyWentBack() {
        TOP_UPS.save(topUp(acme, true, null, NOW));
        Purchase purchase = begin(NOW).orElseThrow();
        credit(purchase);
        TAKE_BACKS.add(acme, refund(purchase.id(), LATER));

        assertThat(begin(LATER)).isEmpty();
        book();

        assertThat(TOP_UPS.find(acme).orElseThrow().reason())
                .isEqualTo(TopUpReason.MONEY_WENT_BACK);
        assertThat(TOP_UPS.hasMoneyGoneBack(rich)).isFalse();
    }

    @Test
    void switchesItselfOffWhileARefundIsOnItsWay() {
        TOP_UPS.save(topUp(acme, true, null, NOW));
        Refund refund = asked();
        REFUNDS.add(refund, LATER);

        assertThat(begin(LATER)).isEmpty();

        assertThat(TOP_UPS.find(acme).orElseThrow().reason())
                .isEqualTo(TopUpReason.MONEY_WENT_BACK);
        REFUNDS.markFailed(refund, "declined", LATER);
        assertThat(TOP_UPS.hasMoneyGoneBack(acme)).isFalse();
    }

    @Test
    void buysAgainForWhoeverSetItKnowingWhatWentBack() {
        Refund refund = asked();
        TOP_UPS.save(topUp(acme, true, null, NOW));
        REFUNDS.add(refund, LATER);

        TOP_UPS.noteReturnsSeen(acme);
        assertThat(TOP_UPS.hasMoneyGoneBack(acme)).isFalse();

        TakeBack made = refund(refund.purchase(), NOW);
        TAKE_BACKS.add(acme, made);
        REFUNDS.markPaid(refund, made.id(), LATER);
        assertThat(TOP_UPS.hasMoneyGoneBack(acme)).isFalse();
    }

    /** The bank took the money before, and its event was lost for a while. */
    @Test
    void switchesItselfOffWhenItLearnsLateOfWhatWentBack() {
        TOP_UPS.save(topUp(acme, true, null, NOW));
        TOP_UPS.noteReturnsSeen(acme);

        TAKE_BACKS.add(acme, refund(bought(), NOW.minusSeconds(3_600)));

        assertThat(TOP_UPS.hasMoneyGoneBack(acme)).isTrue();
    }

    private PurchaseId bought() {
        Purchase purchase = purchase(NOW);
        PURCHASES.add(purchase);
        PURCHASES.markExpired(acme, purchase.id());
        return purchase.id();
    }

    private Refund asked() {
        return new Refund(
                new RefundId(UUID.randomUUID()),
                acme,
                bought(),
                "pi-" + UUID.randomUUID(),
                Usd.parse("1"),
                Usd.ZERO,
                new Refund.Asker(false, "ada@acme.test", ""),
                Refund.Status.ASKED,
                NOW,
                NOW,
                null,
                0,
                null);
    }

    @Test
    void knowsATopUpByItsPaymentBeforeItIsPaid() {
        Purchase purchase = purchase(NOW);
        PURCHASES.add(purchase);
        String payment = "pi-" + UUID.randomUUID();

        assertThat(PURCHASES.attachPayment(acme, purchase.id(), payment)).isTrue();

        assertThat(PURCHASES.findByPayment(payment)).map(Purchase::id).contains(purchase.id());
        assertThat(PURCHASES.listOpen(LATER, 1_000))
                .extracting(Purchase::id)
                .contains(purchase.id());
        PURCHASES.markExpired(acme, purchase.id());
        assertThat(PURCHASES.attachPayment(acme, purchase.id(), payment)).isFalse();
    }

    private Optional<Purchase> begin(Instant now) {
        return TestDatabase.shared()
                .inTransaction(
                        tenants ->
                                new TopUpBook(
                                                new JpaAutoTopUps(tenants),
                                                PurchaseKeepers.purchases(tenants),
                                                Ledgers.of(tenants),
                                                InstantSource.fixed(now))
                                        .begin(acme));
    }

    private void credit(Purchase purchase) {
        String payment = "pi-" + UUID.randomUUID();
        PURCHASES.markCredited(acme, purchase.id(), payment, Usd.ZERO, LATER);
        credited.add(payment);
    }

    /** What was credited, at the end of a test, so that the wallet stays low until then. */
    private void book() {
        credited.forEach(payment -> World.topUp(acme, TERMS.amount(), payment));
    }

    private Purchase purchase(Instant at) {
        return Purchase.begun(PurchaseId.next(), acme, TERMS.amount(), "ada@acme.test", at)
                .byTopUp();
    }

    private static TakeBack refund(PurchaseId purchase, Instant at) {
        return new TakeBack(
                "re-" + UUID.randomUUID(),
                TakeBack.Kind.REFUND,
                purchase,
                Usd.parse("1"),
                Usd.ZERO,
                TakeBack.Status.TAKEN,
                at);
    }

    private static AutoTopUp topUp(
            AccountId account, boolean isOn, @Nullable TopUpReason reason, Instant due) {
        return new AutoTopUp(account, TERMS, "ada@acme.test", isOn, reason, NOW, due);
    }
}
