package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.RefundCreateParams;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cardholder's bank takes a payment back, and the shop answers or gives up. */
class DisputeTest {

    private static final String DISPUTED_CARD = "4000000000000259";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void disputesWhatTheTestCardPaid() throws StripeException {
        Charge charge = world.paidCharge(DISPUTED_CARD);

        Dispute dispute = disputesOf(charge).getFirst();

        assertThat(charge.getDisputed()).isTrue();
        assertThat(dispute.getStatus()).isEqualTo("needs_response");
        assertThat(dispute.getReason()).isEqualTo("fraudulent");
        assertThat(dispute.getAmount()).isEqualTo(1000);
        assertThat(dispute.getBalanceTransactions().getFirst().getNet()).isEqualTo(-2500);
        assertThat(world.eventTypes())
                .contains("charge.dispute.created", "charge.dispute.funds_withdrawn");
    }

    @ParameterizedTest
    @CsvSource({"winning_evidence, won", "losing_evidence, lost"})
    void decidesByTheWordsOfTheEvidence(String words, String outcome) throws StripeException {
        Charge charge = world.paidCharge(DISPUTED_CARD);
        Dispute dispute = disputesOf(charge).getFirst();

        Dispute answered =
                world.stripe
                        .v1()
                        .disputes()
                        .update(dispute.getId(), evidence(words).setSubmit(true).build());

        assertThat(answered.getStatus()).isEqualTo("under_review");
        assertThat(world.stripe.v1().disputes().retrieve(dispute.getId()).getStatus())
                .isEqualTo(outcome);
        assertThat(world.eventTypes()).contains("charge.dispute.updated", "charge.dispute.closed");
        assertThat(world.eventTypes().contains("charge.dispute.funds_reinstated"))
                .isEqualTo(outcome.equals("won"));
    }

    @Test
    void waitsForEvidenceThatIsOnlyStaged() throws StripeException {
        Dispute dispute = disputesOf(world.paidCharge(DISPUTED_CARD)).getFirst();

        Dispute staged =
                world.stripe
                        .v1()
                        .disputes()
                        .update(
                                dispute.getId(),
                                evidence("winning_evidence").setSubmit(false).build());

        assertThat(staged.getEvidenceDetails().getHasEvidence()).isTrue();
        assertThat(world.stripe.v1().disputes().retrieve(dispute.getId()).getStatus())
                .isEqualTo("needs_response");
    }

    @Test
    void losesWhatTheShopGivesUpAndOnlyOnce() throws StripeException {
        Dispute dispute = disputesOf(world.paidCharge(DISPUTED_CARD)).getFirst();
        var disputes = world.stripe.v1().disputes();

        assertThat(disputes.close(dispute.getId()).getStatus()).isEqualTo("lost");
        assertThatThrownBy(() -> disputes.close(dispute.getId()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("already closed");
    }

    @Test
    void refundsNoDisputedCharge() throws StripeException {
        Charge charge = world.paidCharge(DISPUTED_CARD);

        assertThatThrownBy(
                        () ->
                                world.stripe
                                        .v1()
                                        .refunds()
                                        .create(
                                                RefundCreateParams.builder()
                                                        .setCharge(charge.getId())
                                                        .build()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo("charge_disputed"));
    }

    @Test
    void disputesAnyChargeOnRequest() throws StripeException {
        Charge charge = world.paidCharge(World.GOOD_CARD);

        String body = "{\"charge\": \"%s\", \"after_millis\": 0}".formatted(charge.getId());
        assertThat(world.api("POST", "/sandbox/disputes", body).statusCode()).isEqualTo(202);

        await().until(() -> world.shop.eventTypes().contains("charge.dispute.created"));
        assertThat(disputesOf(charge)).hasSize(1);
        assertThat(world.api("POST", "/sandbox/disputes", body).statusCode()).isEqualTo(400);
        assertThat(world.api("POST", "/sandbox/disputes", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void takesNothingBackWhileTheBankOnlyAsks() throws StripeException {
        Charge charge = world.paidCharge("4000 0000 0000 1976");
        Dispute inquiry = disputesOf(charge).getFirst();
        var disputes = world.stripe.v1().disputes();

        Dispute answered = disputes.update(inquiry.getId(), evidence("She used it.").build());
        Dispute closed = disputes.close(inquiry.getId());
        Refund refund =
                world.stripe
                        .v1()
                        .refunds()
                        .create(RefundCreateParams.builder().setCharge(charge.getId()).build());

        assertThat(inquiry.getStatus()).isEqualTo("warning_needs_response");
        assertThat(inquiry.getIsChargeRefundable()).isTrue();
        assertThat(inquiry.getBalanceTransactions()).isEmpty();
        assertThat(answered.getStatus()).isEqualTo("warning_under_review");
        assertThat(closed.getStatus()).isEqualTo("warning_closed");
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(world.eventTypes()).doesNotContain("charge.dispute.funds_withdrawn");
    }

    private List<Dispute> disputesOf(Charge charge) throws StripeException {
        return world.stripe
                .v1()
                .disputes()
                .list(DisputeListParams.builder().setCharge(charge.getId()).build())
                .getData();
    }

    private static DisputeUpdateParams.Builder evidence(String words) {
        return DisputeUpdateParams.builder()
                .setEvidence(
                        DisputeUpdateParams.Evidence.builder().setUncategorizedText(words).build());
    }
}
