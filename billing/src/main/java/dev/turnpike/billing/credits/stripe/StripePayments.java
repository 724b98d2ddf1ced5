package dev.turnpike.billing.credits.stripe;

import static dev.turnpike.billing.credits.stripe.StripeConnection.once;
import static dev.turnpike.billing.credits.stripe.StripeConnection.unavailable;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import com.stripe.service.V1Services;
import com.stripe.service.checkout.SessionService;
import dev.turnpike.billing.credits.Payment;
import dev.turnpike.billing.credits.PaymentEvent;
import dev.turnpike.billing.credits.Payments;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.money.Usd;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Payments by Stripe Checkout. */
@Singleton
public class StripePayments implements Payments {

    private static final String CURRENCY = "usd";

    /** Stripe puts the session's id in its place, so that a buyer's return names its purchase. */
    private static final String SESSION = "?session_id={CHECKOUT_SESSION_ID}";

    /** Of a payment that will not be made any more. */
    private static final Set<String> HAS_FAILED = Set.of("requires_payment_method", "canceled");

    /** The session with everything that tells what became of its payment. */
    private static final SessionRetrieveParams WITH_PAYMENT =
            SessionRetrieveParams.builder().addExpand("payment_intent.latest_charge").build();

    private final SessionService sessions;
    private final StripeReturns returns;
    private final StripeEvents events;
    private final StripeWebhook webhook;

    @Inject
    StripePayments(StripeConnection connection, StripeSettings settings, InstantSource clock) {
        V1Services stripe = connection.services();
        sessions = stripe.checkout().sessions();
        returns = new StripeReturns(stripe.refunds(), stripe.disputes());
        events = new StripeEvents(stripe.events());
        webhook = new StripeWebhook(settings.webhookSecret(), settings.isLive(), clock);
    }

    @Override
    public Checkout openCheckout(Purchase purchase, ReturnAddresses addresses) {
        try {
            Session session =
                    sessions.create(params(purchase, addresses), once("checkout-" + purchase.id()));
            return new Checkout(session.getId(), URI.create(session.getUrl()));
        } catch (StripeException e) {
            throw unavailable("open a checkout for purchase " + purchase.id(), e);
        }
    }

    @Override
    public CheckoutState getCheckout(String checkoutId) {
        try {
            return state(sessions.retrieve(checkoutId, WITH_PAYMENT));
        } catch (InvalidRequestException e) {
            if ("resource_missing".equals(e.getCode())) {
                return new Missing();
            }
            throw unavailable("look up checkout " + checkoutId, e);
        } catch (StripeException e) {
            throw unavailable("look up checkout " + checkoutId, e);
        }
    }

    @Override
    public Optional<String> findCheckoutOf(String paymentId) {
        try {
            SessionListParams ofPayment =
                    SessionListParams.builder().setPaymentIntent(paymentId).setLimit(1L).build();
            return sessions.list(ofPayment).getData().stream().map(Session::getId).findFirst();
        } catch (StripeException e) {
            throw unavailable("look for the checkout of payment " + paymentId, e);
        }
    }

    @Override
    public List<PaymentEvent> listEvents(Instant from, Instant to) {
        try {
            return events.list(from, to);
        } catch (StripeException e) {
            throw unavailable("list the events since " + from, e);
        }
    }

    @Override
    public Optional<PaymentEvent> readEvent(byte[] body, String signature) {
        return webhook.read(body, signature);
    }

    private CheckoutState state(Session session) throws StripeException {
        PaymentIntent intent = session.getPaymentIntentObject();
        if ("paid".equals(session.getPaymentStatus())) {
            Charge charge = intent == null ? null : intent.getLatestChargeObject();
            return paid(session, charge == null ? List.of() : returns.list(charge));
        }
        boolean isClosed =
                switch (session.getStatus()) {
                    case "expired" -> true;
                    // A method of payment that takes days has failed in the end.
                    case "complete" -> intent != null && HAS_FAILED.contains(intent.getStatus());
                    default -> false;
                };
        return isClosed ? new Closed() : new Waiting();
    }

    static Paid paid(Session session, List<Payment.Return> returns) {
        String payment = session.getPaymentIntent();
        Long cents = session.getAmountTotal();
        if (payment == null || cents == null || !CURRENCY.equals(session.getCurrency())) {
            throw new PaidOtherwise(
                    "Checkout %s was paid by payment %s with %s cents in %s: not as it was opened"
                            .formatted(session.getId(), payment, cents, session.getCurrency()));
        }
        Usd tax = taxOf(session);
        return new Paid(new Payment(payment, Usd.ofCents(cents).minus(tax), tax, returns));
    }

    private static Usd taxOf(Session session) {
        Session.TotalDetails details = session.getTotalDetails();
        Long cents = details == null ? null : details.getAmountTax();
        return cents == null ? Usd.ZERO : Usd.ofCents(cents);
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
}
