package dev.turnpike.billing.credits;

import dev.turnpike.billing.accounts.Member;
import dev.turnpike.billing.credits.Payments.Checkout;
import dev.turnpike.billing.credits.Payments.ReturnAddresses;
import dev.turnpike.billing.money.Usd;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;

/** Begins a purchase and sends the buyer to the payment page. */
@Singleton
public class CreditPurchase {

    private final PurchaseBook book;
    private final Payments payments;
    private final CustomerDesk customers;
    private final InstantSource clock;

    @Inject
    CreditPurchase(
            PurchaseBook book, Payments payments, CustomerDesk customers, InstantSource clock) {
        this.book = book;
        this.payments = payments;
        this.customers = customers;
        this.clock = clock;
    }

    /** Whether begun or refused. */
    public sealed interface Outcome permits Begun, AmountRefused {}

    /** The buyer pays on this page. */
    public record Begun(PurchaseId purchase, URI page) implements Outcome {}

    /** The amount is outside of these bounds. */
    public record AmountRefused(CreditSettings bounds) implements Outcome {}

    /**
     * What somebody wants to buy.
     *
     * @param amount in whole cents
     * @param keepsCard whether the card may be charged later without the buyer
     */
    public record Wish(Usd amount, boolean keepsCard) {}

    /**
     * Stores the purchase first and opens its checkout then, so that no payment can exist that we
     * know nothing about.
     *
     * @throws Payments.PaymentsUnavailable when the payment provider cannot be reached, or answers
     *     so late that the purchase has ended; one without a checkout costs nobody anything, and
     *     the sweep ends it
     */
    public Outcome create(Member buyer, Wish wish, ReturnAddresses addresses) {
        Usd amount = wish.amount();
        if (!CreditSettings.DEFAULT.allows(amount)) {
            return new AmountRefused(CreditSettings.DEFAULT);
        }
        Purchase purchase =
                Purchase.begun(
                        PurchaseId.next(), buyer.account(), amount, buyer.email(), clock.instant());
        book.open(purchase);
        Checkout checkout =
                customers.with(
                        buyer.account(),
                        buyer.email(),
                        customer ->
                                payments.openCheckout(
                                        purchase,
                                        new Payments.Buyer(customer.id(), wish.keepsCard()),
                                        addresses));
        if (!book.attachCheckout(purchase, checkout.id())) {
            throw new Payments.PaymentsUnavailable(
                    "The checkout of purchase %s came too late".formatted(purchase.id()),
                    new IllegalStateException("The purchase has ended"),
                    Payments.PaymentsUnavailable.Obstacle.AWAY);
        }
        return new Begun(purchase.id(), checkout.page());
    }
}
