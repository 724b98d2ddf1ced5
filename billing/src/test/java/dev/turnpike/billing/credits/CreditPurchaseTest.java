package dev.turnpike.billing.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.Member;
import dev.turnpike.billing.accounts.MemberId;
import dev.turnpike.billing.money.Usd;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A checkout is handed out while its purchase is open, and not later. */
class CreditPurchaseTest {

    private static final AccountId ACME = new AccountId(new UUID(1, 2));
    private static final Member ADA =
            new Member(
                    MemberId.next(),
                    ACME,
                    "subject-ada",
                    "ada@acme.example",
                    "Ada",
                    Instant.parse("2026-11-22T17:05:00Z"));
    private static final CreditPurchase.Wish TEN = new CreditPurchase.Wish(Usd.parse("10"), false);
    private static final URI PAGE = URI.create("https://pay.example/");

    private final PaidButSome payments = new PaidButSome(Duration.ZERO);
    private final PurchasesInMemory purchases = new PurchasesInMemory();
    private final PurchaseBook book = payments.bookOf(purchases);
    private final CreditPurchase purchase =
            new CreditPurchase(book, payments, new CustomersInMemory().desk(), payments.clock());

    @Test
    void sendsTheBuyerToTheCheckout() {
        assertThat(create())
                .isEqualTo(new CreditPurchase.Begun(purchases.list(ACME).getFirst().id(), PAGE));
    }

    @Test
    void handsNoCheckoutOutThatCameWhenThePurchaseHadEnded() {
        payments.beforeAnswer =
                () -> {
                    payments.now = payments.now.plus(Duration.ofMinutes(6));
                    sweep().run();
                };

        assertThatThrownBy(this::create).isInstanceOf(Payments.PaymentsUnavailable.class);

        assertThat(purchases.list(ACME)).isEmpty();
    }

    @Test
    void leavesAPurchaseAloneWhoseCheckoutIsBeingOpened() {
        payments.beforeAnswer =
                () -> {
                    payments.now = payments.now.plus(Duration.ofMinutes(4));
                    sweep().run();
                };

        assertThat(create()).isInstanceOf(CreditPurchase.Begun.class);
    }

    private CreditPurchase.Outcome create() {
        return purchase.create(ADA, TEN, new Payments.ReturnAddresses(PAGE, PAGE));
    }

    private PurchaseSweep sweep() {
        return new PurchaseSweep(
                purchases,
                book,
                payments.fulfilmentOf(purchases),
                new SideBySide(1),
                payments.clock());
    }
}
