package dev.turnpike.billing.credits.stripe;

import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.AutomaticTax;
import com.stripe.param.checkout.SessionCreateParams.CustomerUpdate;
import com.stripe.param.checkout.SessionCreateParams.InvoiceCreation;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;
import com.stripe.param.checkout.SessionCreateParams.TaxIdCollection;
import dev.turnpike.billing.credits.Payments.Buyer;
import dev.turnpike.billing.credits.Payments.ReturnAddresses;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.money.Usd;

/**
 * What a checkout at Stripe is asked for.
 *
 * @param taxes whether Stripe adds tax, and asks for what decides about it
 */
record StripeOrder(boolean taxes) {

    static final String PRODUCT = "Turnpike credit";

    /** Stripe puts the session's id in its place, so that a buyer's return names its purchase. */
    private static final String SESSION = "?session_id={CHECKOUT_SESSION_ID}";

    SessionCreateParams params(Purchase purchase, Buyer buyer, ReturnAddresses addresses) {
        SessionCreateParams.Builder order =
                SessionCreateParams.builder()
                        .setMode(SessionCreateParams.Mode.PAYMENT)
                        .setClientReferenceId(purchase.id().toString())
                        .setCustomer(buyer.customerId())
                        .setInvoiceCreation(InvoiceCreation.builder().setEnabled(true).build())
                        .setSuccessUrl(addresses.paid() + SESSION)
                        .setCancelUrl(addresses.cancelled().toString())
                        .putMetadata("purchase", purchase.id().toString())
                        .addLineItem(
                                LineItem.builder()
                                        .setQuantity(1L)
                                        .setPriceData(price(purchase.amount()))
                                        .build());
        if (buyer.keepsCard()) {
            // Whatever else Stripe offers there, such as Link, would be kept, and is no card.
            order.addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD);
            order.setPaymentIntentData(
                    PaymentIntentData.builder()
                            .setSetupFutureUsage(PaymentIntentData.SetupFutureUsage.OFF_SESSION)
                            .build());
        }
        if (taxes) {
            addTaxes(order);
        }
        return order.build();
    }

    /** Where the customer lives and which business it is stays with Stripe, for the next time. */
    private static void addTaxes(SessionCreateParams.Builder order) {
        order.setAutomaticTax(AutomaticTax.builder().setEnabled(true).build())
                .setTaxIdCollection(TaxIdCollection.builder().setEnabled(true).build())
                .setCustomerUpdate(
                        CustomerUpdate.builder()
                                .setAddress(CustomerUpdate.Address.AUTO)
                                .setName(CustomerUpdate.Name.AUTO)
                                .build());
    }

    /** Tax comes on top of it, whatever the account's own setting at Stripe says. */
    private static PriceData price(Usd amount) {
        return PriceData.builder()
                .setCurrency(StripePayments.CURRENCY)
                .setUnitAmount(amount.toCents())
                .setTaxBehavior(PriceData.TaxBehavior.EXCLUSIVE)
                .setProductData(PriceData.ProductData.builder().setName(PRODUCT).build())
                .build();
    }
}
