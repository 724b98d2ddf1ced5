package dev.turnpike.billing.credits.stripe;

import static dev.turnpike.billing.credits.stripe.StripeConnection.unavailable;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.service.PaymentIntentService;
import dev.turnpike.billing.credits.Payment;
import dev.turnpike.billing.credits.Payments.Closed;
import dev.turnpike.billing.credits.Payments.Missing;
import dev.turnpike.billing.credits.Payments.Paid;
import dev.turnpike.billing.credits.Payments.PaidOtherwise;
import dev.turnpike.billing.credits.Payments.PaymentState;
import dev.turnpike.billing.credits.Payments.Refused;
import dev.turnpike.billing.credits.Payments.Untried;
import dev.turnpike.billing.credits.Payments.Waiting;
import dev.turnpike.billing.money.Usd;
import java.util.List;

/** What Stripe says about payments that were made without a checkout. */
final class StripeIntents {

    private static final String CANCELED = "canceled";

    private static final PaymentIntentRetrieveParams WITH_CHARGE =
            PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();

    private final PaymentIntentService intents;
    private final StripeReturns returns;

    StripeIntents(PaymentIntentService intents, StripeReturns returns) {
        this.intents = intents;
        this.returns = returns;
    }

    PaymentState get(String paymentId) {
        String act = "look up payment " + paymentId;
        try {
            PaymentIntent intent = intents.retrieve(paymentId, WITH_CHARGE);
            Charge charge = intent.getLatestChargeObject();
            boolean isPaid = "succeeded".equals(intent.getStatus()) && charge != null;
            return state(intent, isPaid ? returns.list(charge) : List.of());
        } catch (InvalidRequestException e) {
            if (StripeConnection.isMissing(e)) {
                return new Missing();
            }
            throw unavailable(act, e);
        } catch (StripeException e) {
            throw unavailable(act, e);
        }
    }

    static PaymentState state(PaymentIntent intent, List<Payment.Return> returned) {
        StripeError error = intent.getLastPaymentError();
        return switch (intent.getStatus()) {
            case "succeeded" -> paid(intent, returned);
            case "processing" -> new Waiting(true);
            case "requires_action" -> new Refused("authentication_required");
            case "requires_confirmation" -> new Untried();
            case "requires_payment_method" ->
                    error == null ? new Untried() : new Refused(reason(error));
            case CANCELED -> error == null ? new Closed() : new Refused(reason(error));
            case String other ->
                    throw new IllegalStateException(
                            "Payment %s has a state that we do not know: %s"
                                    .formatted(intent.getId(), other));
        };
    }

    /** The bank's own words, if it has some. */
    private static String reason(StripeError error) {
        String decline = error.getDeclineCode();
        String code = decline == null ? error.getCode() : decline;
        return code == null ? "card_declined" : code;
    }

    private static PaymentState paid(PaymentIntent intent, List<Payment.Return> returned) {
        Long cents = intent.getAmountReceived();
        if (cents == null || !StripePayments.CURRENCY.equals(intent.getCurrency())) {
            if (cents != null && Payment.areAllOf(returned, Usd.ofCents(cents))) {
                return new Closed();
            }
            throw new PaidOtherwise(
                    "Payment %s is of %s cents in %s: not as it was made"
                            .formatted(intent.getId(), cents, intent.getCurrency()));
        }
        return new Paid(new Payment(intent.getId(), Usd.ofCents(cents), Usd.ZERO, returned));
    }

    /** One that was canceled before stays so; one that was paid meanwhile is a fault. */
    void cancel(String paymentId) {
        try {
            intents.cancel(paymentId);
        } catch (StripeException e) {
            if (!isCanceled(paymentId)) {
                throw unavailable("cancel payment " + paymentId, e);
            }
        }
    }

    private boolean isCanceled(String paymentId) {
        try {
            return CANCELED.equals(intents.retrieve(paymentId).getStatus());
        } catch (StripeException e) {
            throw unavailable("look up payment " + paymentId, e);
        }
    }
}
