package dev.turnpike.billing.credits.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.param.DisputeListParams;
import com.stripe.param.RefundListParams;
import com.stripe.service.DisputeService;
import com.stripe.service.RefundService;
import dev.turnpike.billing.credits.Payment.Return;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What Stripe says went back of a charge: its refunds and disputes. */
final class StripeReturns {

    /** Under this word a refund that we ask for carries our number of it. */
    static final String REQUEST = "refund";

    private static final long PAGE = 100;

    private final RefundService refunds;
    private final DisputeService disputes;

    StripeReturns(RefundService refunds, DisputeService disputes) {
        this.refunds = refunds;
        this.disputes = disputes;
    }

    List<Return> list(Charge charge) throws StripeException {
        List<Return> returns = new ArrayList<>();
        RefundListParams ofCharge =
                RefundListParams.builder().setCharge(charge.getId()).setLimit(PAGE).build();
        for (Refund refund : refunds.list(ofCharge).autoPagingIterable()) {
            returns.add(of(refund));
        }
        if (Boolean.TRUE.equals(charge.getDisputed())) {
            DisputeListParams disputed =
                    DisputeListParams.builder().setCharge(charge.getId()).setLimit(PAGE).build();
            for (Dispute dispute : disputes.list(disputed).autoPagingIterable()) {
                of(dispute).ifPresent(returns::add);
            }
        }
        returns.sort(Comparator.comparing(Return::createdAt).thenComparing(Return::id));
        return returns;
    }

    static Return of(Refund refund) {
        return new Return(
                refund.getId(),
                TakeBack.Kind.REFUND,
                Usd.ofCents(refund.getAmount()),
                switch (refund.getStatus()) {
                    case "pending", "requires_action" -> TakeBack.Status.PENDING;
                    case "succeeded" -> TakeBack.Status.TAKEN;
                    case "failed", "canceled" -> TakeBack.Status.GIVEN_BACK;
                    case String other -> throw unknown("Refund", refund.getId(), other);
                },
                Instant.ofEpochSecond(refund.getCreated()),
                refund.getMetadata() == null ? null : refund.getMetadata().get(REQUEST),
                refund.getFailureReason());
    }

    /**
     * Empty as long as the bank only asks, and when the dispute was averted: no money has moved.
     */
    static Optional<Return> of(Dispute dispute) {
        TakeBack.Status status =
                switch (dispute.getStatus()) {
                    case "warning_needs_response",
                            "warning_under_review",
                            "warning_closed",
                            "prevented" ->
                            null;
                    case "needs_response", "under_review" -> TakeBack.Status.TAKEN;
                    case "won" -> TakeBack.Status.GIVEN_BACK;
                    case "lost" -> TakeBack.Status.LOST;
                    case String other -> throw unknown("Dispute", dispute.getId(), other);
                };
        return Optional.ofNullable(status)
                .map(
                        it ->
                                new Return(
                                        dispute.getId(),
                                        TakeBack.Kind.DISPUTE,
                                        Usd.ofCents(dispute.getAmount()),
                                        it,
                                        Instant.ofEpochSecond(dispute.getCreated())));
    }

    private static IllegalStateException unknown(String what, String id, String status) {
        return new IllegalStateException(
                "%s %s has a state that we do not know: %s".formatted(what, id, status));
    }
}
