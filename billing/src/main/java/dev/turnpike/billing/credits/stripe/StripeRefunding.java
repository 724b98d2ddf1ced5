package dev.turnpike.billing.credits.stripe;

import static dev.turnpike.billing.credits.stripe.StripeConnection.once;
import static dev.turnpike.billing.credits.stripe.StripeConnection.unavailable;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Charge.PaymentMethodDetails;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.service.PaymentIntentService;
import com.stripe.service.RefundService;
import com.stripe.service.V1Services;
import dev.turnpike.billing.credits.Payment;
import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.billing.credits.refunds.Refunding;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Refunds by Stripe. */
@Singleton
public class StripeRefunding implements Refunding {

    private static final int BAD_REQUEST = 400;
    private static final long PAGE = 100;

    private static final PaymentIntentRetrieveParams WITH_CHARGE =
            PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();

    private final RefundService refunds;
    private final PaymentIntentService payments;

    @Inject
    StripeRefunding(StripeConnection connection) {
        V1Services stripe = connection.services();
        refunds = stripe.refunds();
        payments = stripe.paymentIntents();
    }

    @Override
    public Answer ask(Refund refund) {
        try {
            var made = refunds.create(params(refund), once("refund-" + refund.id()));
            return new Made(StripeReturns.of(made));
        } catch (InvalidRequestException e) {
            if (isFinal(e)) {
                return new Refused(String.valueOf(e.getUserMessage()));
            }
            throw unavailable("ask for refund " + refund.id(), e);
        } catch (StripeException e) {
            throw unavailable("ask for refund " + refund.id(), e);
        }
    }

    @Override
    public Optional<Payment.Return> find(Refund refund) {
        try {
            RefundListParams ofPayment =
                    RefundListParams.builder()
                            .setPaymentIntent(refund.payment())
                            .setLimit(PAGE)
                            .build();
            for (var each : refunds.list(ofPayment).autoPagingIterable()) {
                Payment.Return made = StripeReturns.of(each);
                if (refund.id().toString().equals(made.request())) {
                    return Optional.of(made);
                }
            }
            return Optional.empty();
        } catch (StripeException e) {
            throw unavailable("look for refund " + refund.id(), e);
        }
    }

    @Override
    public Optional<PaidCard> findCard(String payment) {
        try {
            Charge charge = payments.retrieve(payment, WITH_CHARGE).getLatestChargeObject();
            return Optional.ofNullable(charge)
                    .map(Charge::getPaymentMethodDetails)
                    .map(PaymentMethodDetails::getCard)
                    .map(card -> new PaidCard(card.getBrand(), card.getLast4()));
        } catch (StripeException e) {
            throw unavailable("look up payment " + payment, e);
        }
    }

    private static RefundCreateParams params(Refund refund) {
        return RefundCreateParams.builder()
                .setPaymentIntent(refund.payment())
                .setAmount(refund.amount().toCents())
                .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                .putMetadata(StripeReturns.REQUEST, refund.id().toString())
                .build();
    }

    /**
     * Stripe has looked at the payment and says no. A payment that it does not know is none of
     * these: that is what another account's key looks like, and a person can mend it.
     */
    private static boolean isFinal(InvalidRequestException e) {
        return Integer.valueOf(BAD_REQUEST).equals(e.getStatusCode())
                && !"resource_missing".equals(e.getCode());
    }
}
