package dev.turnpike.billing.credits.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import com.stripe.service.checkout.SessionService;
import dev.turnpike.billing.credits.Payments;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.money.Usd;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Payments by Stripe Checkout. */
@Singleton
public class StripePayments implements Payments {

    private static final String CURRENCY = "usd";

    /** Stripe puts the session's id in its place, so that a buyer's return names its purchase. */
    private static final String SESSION = "?session_id={CHECKOUT_SESSION_ID}";

    /** A buyer waits for these calls; Stripe answers within a second or not at all. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);

    /** On top of the first try, all with one idempotency key. */
    private static final int RETRIES = 2;

    private final SessionService sessions;
    private final StripeWebhook webhook;

    @Inject
    StripePayments(StripeSettings settings, InstantSource clock) {
        StripeClient.StripeClientBuilder client =
                StripeClient.builder()
                        .setApiKey(settings.secretKey())
                        .setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
                        .setReadTimeout(Math.toIntExact(READ_TIMEOUT.toMillis()))
                        .setMaxNetworkRetries(RETRIES);
        URI apiBase = settings.apiBase();
        if (apiBase != null) {
            client.setApiBase(apiBase.toString());
        }
        sessions = client.build().v1().checkout().sessions();
        webhook = new StripeWebhook(settings.webhookSecret(), clock);
    }

    @Override
    public Checkout openCheckout(Purchase purchase, ReturnAddresses addresses) {
        try {
            Session session =
                    sessions.create(params(purchase, addresses), once(purchase.id().toString()));
            return new Checkout(session.getId(), URI.create(session.getUrl()));
        } catch (StripeException e) {
            throw unavailable("open a checkout for purchase " + purchase.id(), e);
        }
    }

    @Override
    public CheckoutState getCheckout(String checkoutId) {
        try {
            Session session = sessions.retrieve(checkoutId);
            if ("paid".equals(session.getPaymentStatus())) {
                return paid(session);
            }
            return "expired".equals(session.getStatus()) ? new Closed() : new Waiting();
        } catch (StripeException e) {
            throw unavailable("look up checkout " + checkoutId, e);
        }
    }

    @Override
    public Optional<PaymentEvent> readEvent(byte[] body, String signature) {
        return webhook.read(body, signature);
    }

    static Paid paid(Session session) {
        String payment = session.getPaymentIntent();
        Long cents = session.getAmountTotal();
        if (payment == null || cents == null || !CURRENCY.equals(session.getCurrency())) {
            throw new PaidOtherwise(
                    "Checkout %s was paid by payment %s with %s cents in %s: not as it was opened"
                            .formatted(session.getId(), payment, cents, session.getCurrency()));
        }
        return new Paid(payment, Usd.ofCents(cents));
    }

    private static SessionCreateParams params(Purchase purchase, ReturnAddresses addresses) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId(purchase.id().toString())
                .setCustomerEmail(purchase.buyerEmail())
                .setSuccessUrl(addresses.paid() + SESSION)
                .setCancelUrl(addresses.cancelled().toString())
                .putMetadata("purchase", purchase.id().toString())
                .addLineItem(
                        LineItem.builder()
                                .setQuantity(1L)
                                .setPriceData(price(purchase.amount()))
                                .build())
                .build();
    }

    private static PriceData price(Usd amount) {
        return PriceData.builder()
                .setCurrency(CURRENCY)
                .setUnitAmount(amount.toCents())
                .setProductData(PriceData.ProductData.builder().setName("Turnpike credit").build())
                .build();
    }

    /** Our own key, so that a retry after a crash is the same checkout. */
    private static RequestOptions once(String key) {
        return RequestOptions.builder().setIdempotencyKey("checkout-" + key).build();
    }

    private static PaymentsUnavailable unavailable(String act, StripeException cause) {
        return new PaymentsUnavailable("The payment provider did not let us " + act, cause);
    }
}
