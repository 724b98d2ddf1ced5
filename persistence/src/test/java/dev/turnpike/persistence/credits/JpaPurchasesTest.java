package dev.turnpike.persistence.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Payment;
import dev.turnpike.billing.credits.Payments;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.Purchase.Status;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JpaPurchasesTest {

    private static final Purchases PURCHASES =
            TestDatabase.shared().keeper(Purchases.class, JpaPurchases::new);
    private static final Usd TAX = Usd.parse("1.9");
    private static final Instant LATER = World.NOW.plusSeconds(60);

    private final AccountId acme = World.tenant(Usd.ZERO).account();
    private final AccountId bob = World.tenant(Usd.ZERO).account();
    private final String suffix = UUID.randomUUID().toString();

    @Test
    void findsAPurchaseByItsCheckout() {
        Purchase purchase = opened();

        assertThat(PURCHASES.findByCheckout("cs-" + suffix))
                .contains(as(purchase, Status.OPEN, null, null));
        assertThat(PURCHASES.findByCheckout("unknown")).isEmpty();
    }

    @Test
    void showsAPurchaseToItsAccountAlone() {
        Purchase purchase = opened();

        assertThat(PURCHASES.find(acme, purchase.id())).isPresent();
        assertThat(PURCHASES.find(bob, purchase.id())).isEmpty();
        assertThat(PURCHASES.list(acme)).hasSize(1);
        assertThat(PURCHASES.list(bob)).isEmpty();
    }

    @Test
    void isCreditedByOneOfManyWhoTryAtOnce() {
        Purchase purchase = opened();

        List<Future<Boolean>> credited = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                credited.add(threads.submit(() -> credit(acme, purchase)));
            }
        }

        World.topUp(acme, purchase.amount(), "pi-" + suffix);
        assertThat(credited).filteredOn(Future::resultNow).hasSize(1);
        assertThat(PURCHASES.find(acme, purchase.id()))
                .contains(as(purchase, Status.CREDITED, "pi-" + suffix, LATER));
    }

    @Test
    void expiresOnceAndForNobodyElse() {
        Purchase purchase = opened();

        assertThat(credit(bob, purchase)).isFalse();
        assertThat(PURCHASES.markExpired(bob, purchase.id())).isFalse();
        assertThat(PURCHASES.markExpired(acme, purchase.id())).isTrue();
        assertThat(PURCHASES.markExpired(acme, purchase.id())).isFalse();
    }

    @Test
    void isCreditedOnceWhenItWasPaidAfterAll() {
        Purchase purchase = opened();
        PURCHASES.markExpired(acme, purchase.id());

        fulfil(purchase, paid("25"));
        fulfil(purchase, paid("25"));

        assertThat(PURCHASES.find(acme, purchase.id()).orElseThrow().status())
                .isEqualTo(Status.CREDITED);
        assertThat(World.balance(acme).posted()).isEqualTo(Usd.parse("25"));
    }

    @Test
    void isADiscrepancyWhenItWasPaidOtherwiseAfterAll() {
        Purchase purchase = opened();
        PURCHASES.markExpired(acme, purchase.id());

        assertThatThrownBy(() -> fulfil(purchase, paid("24")))
                .isInstanceOf(Payments.PaidOtherwise.class);

        assertThat(World.discrepancies()).hasSize(1);
        PURCHASES.markExpired(acme, purchase.id());
    }

    @Test
    void listsOpenPurchasesWithAndWithoutACheckout() {
        Purchase purchase = opened();
        Purchase withoutCheckout = purchase();
        PURCHASES.add(withoutCheckout);

        List<Purchase> open = PURCHASES.listOpen(LATER, 1_000);

        assertThat(open).extracting(Purchase::id).contains(purchase.id(), withoutCheckout.id());
        assertThat(PURCHASES.listOpen(World.NOW, 1_000))
                .extracting(Purchase::id)
                .doesNotContain(purchase.id());
    }

    @Test
    void isTakenUpByOneServerEachTimeItIsDue() {
        Purchase purchase = opened();
        Instant first = World.NOW.plusSeconds(30);
        Instant next = first.plusSeconds(20);

        assertThat(isDue(purchase, first.minusMillis(1))).isFalse();
        assertThat(isDue(purchase, first)).isTrue();
        assertThat(PURCHASES.claim(bob, purchase.id(), first, next)).isFalse();
        assertThat(PURCHASES.claim(acme, purchase.id(), first, next)).isTrue();
        assertThat(PURCHASES.claim(acme, purchase.id(), first, next)).isFalse();
        assertThat(isDue(purchase, first)).isFalse();
        assertThat(isDue(purchase, next)).isTrue();

        PURCHASES.markExpired(acme, purchase.id());
        assertThat(isDue(purchase, next)).isFalse();
        assertThat(PURCHASES.claim(acme, purchase.id(), next, LATER)).isFalse();
    }

    private static boolean isDue(Purchase purchase, Instant now) {
        return PURCHASES.listDue(now, 1_000).stream().anyMatch(it -> it.id().equals(purchase.id()));
    }

    @Test
    void isAskedAboutForOneOfThoseWhoLookAtIt() {
        Purchase purchase = opened();
        Instant since = LATER.minusSeconds(5);

        assertThat(PURCHASES.claimLook(acme, purchase.id(), LATER, since)).isTrue();
        assertThat(PURCHASES.claimLook(acme, purchase.id(), LATER, since)).isFalse();
        assertThat(PURCHASES.claimLook(acme, purchase.id(), LATER.plusSeconds(5), LATER)).isTrue();
    }

    @Test
    void takesNoCheckoutWhenItHasEnded() {
        Purchase purchase = purchase();
        PURCHASES.add(purchase);
        PURCHASES.markExpired(acme, purchase.id());

        assertThat(PURCHASES.attachCheckout(acme, purchase.id(), "cs-" + suffix)).isFalse();
        assertThat(PURCHASES.findByCheckout("cs-" + suffix)).isEmpty();
    }

    @Test
    void findsAPurchaseByItsPayment() {
        Purchase purchase = opened();
        credit(acme, purchase);
        World.topUp(acme, purchase.amount(), "pi-" + suffix);

        assertThat(PURCHASES.findByPayment("pi-" + suffix))
                .map(Purchase::id)
                .contains(purchase.id());
        assertThat(PURCHASES.findByPayment("unknown")).isEmpty();
    }

    @Test
    void aPurchaseThatWasPaidOtherwiseIsADiscrepancyUntilItIsPaidBack() {
        Purchase purchase = opened();

        assertThatThrownBy(() -> fulfil(purchase, paid("24")))
                .isInstanceOf(Payments.PaidOtherwise.class);
        List<String> found = World.discrepancies();
        fulfil(purchase, paid("24", refund("24")));

        assertThat(found)
                .singleElement()
                .asString()
                .contains(purchase.id().toString(), "is of 24 USD");
        assertThat(World.discrepancies()).isEmpty();
        assertThat(PURCHASES.find(acme, purchase.id()).orElseThrow().status())
                .isEqualTo(Status.EXPIRED);
    }

    private Payments.Paid paid(String credit, Payment.Return... returns) {
        return new Payments.Paid(
                new Payment("pi-" + suffix, Usd.parse(credit), Usd.ZERO, List.of(returns)));
    }

    private Payment.Return refund(String amount) {
        return new Payment.Return(
                "re-" + suffix,
                TakeBack.Kind.REFUND,
                Usd.parse(amount),
                TakeBack.Status.TAKEN,
                LATER);
    }

    /** The payment provider says this of its checkout, and the books follow. */
    private void fulfil(Purchase purchase, Payments.PaymentState state) {
        Fulfilments.telling(state).fulfil(PURCHASES.find(acme, purchase.id()).orElseThrow());
    }

    @Test
    void remembersThatThePaymentIsOnItsWay() {
        Purchase purchase = opened();

        PURCHASES.noteOnItsWay(acme, purchase.id());

        assertThat(PURCHASES.find(acme, purchase.id()).orElseThrow().isOnItsWay()).isTrue();
    }

    private boolean credit(AccountId account, Purchase purchase) {
        return PURCHASES.markCredited(account, purchase.id(), "pi-" + suffix, TAX, LATER);
    }

    private Purchase opened() {
        Purchase purchase = purchase();
        PURCHASES.add(purchase);
        PURCHASES.attachCheckout(acme, purchase.id(), "cs-" + suffix);
        return purchase;
    }

    private Purchase purchase() {
        return Purchase.begun(PurchaseId.next(), acme, Usd.parse("25"), "ada@acme.test", World.NOW);
    }

    private Purchase as(
            Purchase purchase, Status status, @Nullable String payment, @Nullable Instant at) {
        return new Purchase(
                purchase.id(),
                acme,
                purchase.way(),
                purchase.amount(),
                status,
                purchase.buyerEmail(),
                World.NOW,
                "cs-" + suffix,
                payment,
                payment == null ? Usd.ZERO : TAX,
                at,
                null,
                false);
    }
}
