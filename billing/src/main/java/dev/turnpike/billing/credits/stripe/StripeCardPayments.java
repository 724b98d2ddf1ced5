package dev.turnpike.billing.credits.stripe;

import static dev.turnpike.billing.credits.stripe.StripeConnection.once;
import static dev.turnpike.billing.credits.stripe.StripeConnection.unavailable;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.service.PaymentIntentService;
import dev.turnpike.billing.credits.CardPayments;
import dev.turnpike.billing.credits.PaymentCustomers.CustomerUnknown;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.SavedCard;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Payments with cards that Stripe keeps. */
@Singleton
public class StripeCardPayments implements CardPayments {

    private final PaymentIntentService intents;

    @Inject
    StripeCardPayments(StripeConnection connection) {
        intents = connection.services().paymentIntents();
    }

    @Override
    public String prepare(Purchase purchase, String customerId, SavedCard card) {
        String act = "prepare a payment for purchase " + purchase.id();
        PaymentIntentCreateParams params =
                PaymentIntentCreateParams.builder()
                        .setAmount(purchase.amount().toCents())
                        .setCurrency(StripePayments.CURRENCY)
                        .setCustomer(customerId)
                        .setPaymentMethod(card.id())
                        // Others could send the buyer, who is not there, to another page.
                        .addPaymentMethodType("card")
                        .setDescription(StripeOrder.PRODUCT)
                        .setReceiptEmail(purchase.buyerEmail())
                        .putMetadata("purchase", purchase.id().toString())
                        .build();
        try {
            return intents.create(params, once("topup-" + purchase.id())).getId();
        } catch (InvalidRequestException e) {
            throw StripeCustomers.isMissing(e) || "payment_method".equals(e.getParam())
                    ? new CustomerUnknown(customerId, e)
                    : unavailable(act, e);
        } catch (StripeException e) {
            throw unavailable(act, e);
        }
    }

    @Override
    public void charge(String paymentId) {
        PaymentIntentConfirmParams params =
                PaymentIntentConfirmParams.builder().setOffSession(true).build();
        try {
            intents.confirm(paymentId, params, once("charge-" + paymentId));
        } catch (CardException _) {
            // The bank refused. The payment says so, too, and that is what is believed.
        } catch (StripeException e) {
            throw unavailable("charge payment " + paymentId, e);
        }
    }
}
