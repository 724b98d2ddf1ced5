package dev.turnpike.billing.credits;

import dev.turnpike.billing.credits.PaymentCustomers.CustomerUnknown;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable.Obstacle;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Pays a purchase with the saved card, while its holder is away.
 *
 * <p>The payment is prepared first, its id kept, and only then is the money taken. So whatever is
 * lost on the way, a crash or an answer, somebody who comes later can ask what became of it, and
 * can end it for good.
 */
@Singleton
public class CardCharge {

    /** What the problem of a purchase says that there was no card for. */
    public static final String NO_CARD = "no_card";

    /** What it says when the payment provider refuses such payments, and would again. */
    public static final String NOT_ACCEPTED = "not_accepted";

    private final CustomerDesk customers;
    private final Customers kept;
    private final CardPayments cards;
    private final Purchases purchases;
    private final PurchaseBook book;
    private final PaymentFulfilment fulfilment;

    @Inject
    public CardCharge(
            CustomerDesk customers,
            Customers kept,
            CardPayments cards,
            Purchases purchases,
            PurchaseBook book,
            PaymentFulfilment fulfilment) {
        this.customers = customers;
        this.kept = kept;
        this.cards = cards;
        this.purchases = purchases;
        this.book = book;
        this.fulfilment = fulfilment;
    }

    /**
     * Pays it, or ends it. A purchase that is still open afterwards is left to the sweep.
     *
     * @throws PaymentsUnavailable when the payment provider did not answer, or does not accept such
     *     payments
     */
    public void create(Purchase purchase) {
        Optional<String> payment = prepare(purchase);
        if (payment.isPresent() && book.attachPayment(purchase, payment.get())) {
            cards.charge(payment.get());
            purchases.find(purchase.account(), purchase.id()).ifPresent(fulfilment::fulfil);
        }
    }

    /** Nothing is paid before this is done, so if it fails the purchase ends here. */
    private Optional<String> prepare(Purchase purchase) {
        try {
            Optional<SavedCard> card = customers.refreshCard(purchase.account());
            if (card.isEmpty()) {
                book.refuse(purchase, NO_CARD);
                return Optional.empty();
            }
            String customer = kept.find(purchase.account()).orElseThrow().id();
            return Optional.of(cards.prepare(purchase, customer, card.get()));
        } catch (CustomerUnknown _) {
            book.refuse(purchase, NO_CARD);
            return Optional.empty();
        } catch (PaymentsUnavailable e) {
            if (e.obstacle() == Obstacle.REQUEST) {
                book.refuse(purchase, NOT_ACCEPTED);
            } else {
                book.expire(purchase);
            }
            throw e;
        }
    }
}
