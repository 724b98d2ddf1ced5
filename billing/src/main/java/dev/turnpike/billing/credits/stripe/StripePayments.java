package dev.turnpike.billing.credits.stripe;

import static dev.turnpike.billing.credits.stripe.StripeConnection.once;
import static dev.turnpike.billing.credits.stripe.StripeConnection.unavailable;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import com.stripe.service.V1Services;
import com.stripe.service.checkout.SessionService;
import dev.turnpike.billing.credits.Payment;
import dev.turnpike.billing.credits.PaymentCustomers.CustomerUnknown;
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

    static final String CURRENCY = "usd";

    /** Of a payment that will not be made any more. */
    private static final Set<String> HAS_FAILED = Set.of("requires_payment_method", "canceled");

    /** The session with everything that tells what became of its payment. */
    private static final SessionRetrieveParams WITH_PAYMENT =
            SessionRetrieveParams.builder().addExpand("payment_intent.latest_charge").build();

    private final StripeOrder order;
    private final SessionService sessions;
    private final StripeReturns returns;
    private final StripeIntents intents;
    private final StripeEvents events;
    private final StripeWebhook webhook;

    @Inject
    StripePayments(StripeConnection connection, StripeSettings settings, InstantSource clock) {
        V1Services stripe = connection.services();
        order = new StripeOrder(settings.taxes());
        sessions = stripe.checkout().sessions();
        returns = new StripeReturns(stripe.refunds(), stripe.disputes());
        intents = new StripeIntents(stripe.paymentIntents(), returns);
        events = new StripeEvents(stripe.events());
        webhook = new StripeWebhook(settings.webhookSecret(), settings.isLive(), clock);
    }

    @Override
    public Checkout openCheckout(Purchase purchase, Buyer buyer, ReturnAddresses addresses) {
        String act = "open a checkout for purchase " + purchase.id();
        // Stripe refuses one key with two different customers.
        String key = "checkout-%s-%s".formatted(purchase.id(), buyer.customerId());
        try {
            Session session = sessions.create(order.params(purchase, buyer, addresses), once(key));
            return new Checkout(session.getId(), URI.create(session.getUrl()));
        } catch (InvalidRequestException e) {
            throw StripeCustomers.isMissing(e)
                    ? new CustomerUnknown(buyer.customerId(), e)
                    : unavailable(act, e);
        } catch (StripeException e) {
            throw unavailable(act, e);
        }
    }

    @Override
    public PaymentState getCheckout(String checkoutId) {
        try {
            return state(sessions.retrieve(checkoutId, WITH_PAYMENT));
        } catch (InvalidRequestException e) {
            if (StripeConnection.isMissing(e)) {
                return new Missing();
            }
            throw unavailable("look up checkout " + checkoutId, e);
        } catch (StripeException e) {
            throw unavailable("look up checkout " + checkoutId, e);
        }
    }

    @Override
    public PaymentState getPayment(String paymentId) {
        return intents.get(paymentId);
    }

    @Override
    public void cancel(String paymentId) {
        intents.cancel(paymentId);
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

    private PaymentState state(Session session) throws StripeException {
        PaymentIntent intent = session.getPaymentIntentObject();
        if ("paid".equals(session.getPaymentStatus())) {
            Charge charge = intent == null ? null : intent.getLatestChargeObject();
            return paid(session, charge == null ? List.of() : returns.list(charge));
        }
        return switch (session.getStatus()) {
            case "expired" -> new Closed();
            // A method of payment that takes days may fail in the end.
            case "complete" ->
                    intent != null && HAS_FAILED.contains(intent.getStatus())
                            ? new Closed()
                            : new Waiting(true);
            default -> new Waiting(false);
        };
    }

    static PaymentState paid(Session session, List<Payment.Return> returns) {
        String payment = session.getPaymentIntent();
        Long cents = session.getAmountTotal();
        if (payment == null || cents == null || !CURRENCY.equals(session.getCurrency())) {
            if (cents != null && Payment.areAllOf(returns, Usd.ofCents(cents))) {
                return new Closed();
            }
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
}
