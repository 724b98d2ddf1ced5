package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Refund;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.RefundUpdateParams;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Money goes back, and the balance can be reconciled to the cent. */
class RefundTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void refundsAPartAndThenTheRest() throws StripeException {
        Charge charge = world.paidCharge(World.GOOD_CARD);
        var refunds = world.stripe.v1().refunds();

        Refund part =
                refunds.create(
                        RefundCreateParams.builder()
                                .setPaymentIntent(charge.getPaymentIntent())
                                .setAmount(300L)
                                .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                                .putMetadata("refund", "r-1")
                                .build());
        Charge afterPart = world.stripe.v1().charges().retrieve(charge.getId());
        Refund rest = refunds.create(ofCharge(charge).build());
        Charge afterRest = world.stripe.v1().charges().retrieve(charge.getId());

        assertThat(part.getStatus()).isEqualTo("succeeded");
        assertThat(part.getMetadata()).containsEntry("refund", "r-1");
        assertThat(afterPart.getAmountRefunded()).isEqualTo(300);
        assertThat(afterPart.getRefunded()).isFalse();
        assertThat(rest.getAmount()).isEqualTo(700);
        assertThat(afterRest.getRefunded()).isTrue();
        assertThat(
                        refunds.list(
                                        RefundListParams.builder()
                                                .setPaymentIntent(charge.getPaymentIntent())
                                                .build())
                                .getData())
                .extracting(Refund::getId)
                .containsExactly(rest.getId(), part.getId());
        assertThat(world.eventTypes())
                .endsWith("refund.created", "charge.refunded", "refund.updated");
    }

    @Test
    void refusesWhatIsNotThereToBeRefunded() throws StripeException {
        Charge charge = world.paidCharge(World.GOOD_CARD);
        var refunds = world.stripe.v1().refunds();

        assertThatThrownBy(() -> refunds.create(ofCharge(charge).setAmount(1001L).build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "Refund amount ($10.01) is greater than unrefunded amount on charge ($10.00)");
        refunds.create(ofCharge(charge).build());
        assertThatThrownBy(() -> refunds.create(ofCharge(charge).build()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused ->
                                assertThat(refused.getCode()).isEqualTo("charge_already_refunded"));
        assertThatThrownBy(() -> refunds.create(RefundCreateParams.builder().build()))
                .hasMessageContaining("payment_intent or charge");
        assertThatThrownBy(
                        () ->
                                refunds.create(
                                        RefundCreateParams.builder().setCharge("ch_no").build()))
                .hasMessageContaining("No such charge: 'ch_no'");
    }

    @Test
    void refundsNothingThatWasNotPaid() throws StripeException {
        Charge failed = world.paidCharge("4000000000000002");

        assertThatThrownBy(
                        () ->
                                world.stripe
                                        .v1()
                                        .refunds()
                                        .create(
                                                RefundCreateParams.builder()
                                                        .setPaymentIntent(failed.getPaymentIntent())
                                                        .build()))
                .hasMessageContaining("does not have a successful charge to refund");
    }

    @Test
    void keepsTheShopsNotesOnARefund() throws StripeException {
        Charge charge = world.paidCharge(World.GOOD_CARD);
        Refund refund = world.stripe.v1().refunds().create(ofCharge(charge).build());

        world.stripe
                .v1()
                .refunds()
                .update(
                        refund.getId(),
                        RefundUpdateParams.builder().putMetadata("by", "ada").build());

        assertThat(world.stripe.v1().refunds().retrieve(refund.getId()).getMetadata())
                .containsEntry("by", "ada");
    }

    @Test
    void booksEveryMovementOfADay() throws StripeException {
        world.paidCharge(World.GOOD_CARD);
        world.clock.advance(Duration.ofDays(1));
        long today = world.clock.instant().getEpochSecond();
        Charge charge = world.paidCharge(World.GOOD_CARD);
        world.stripe.v1().refunds().create(ofCharge(charge).setAmount(250L).build());
        world.paidCharge("4000000000000259");

        var bookings =
                world.stripe
                        .v1()
                        .balanceTransactions()
                        .list(
                                BalanceTransactionListParams.builder()
                                        .setCreated(
                                                BalanceTransactionListParams.Created.builder()
                                                        .setGte(today)
                                                        .build())
                                        .addExpand("data.source")
                                        .build())
                        .getData();

        assertThat(bookings)
                .extracting(BalanceTransaction::getType)
                .containsExactly("adjustment", "charge", "refund", "charge");
        assertThat(bookings)
                .extracting(BalanceTransaction::getNet)
                .containsExactly(-2500L, 941L, -250L, 941L);
        assertThat(bookings.getLast().getFee()).isEqualTo(59);
        assertThat(bookings.getLast().getSourceObject()).isInstanceOf(Charge.class);
    }

    private static RefundCreateParams.Builder ofCharge(Charge charge) {
        return RefundCreateParams.builder().setCharge(charge.getId());
    }
}
