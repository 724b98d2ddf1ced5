package dev.turnpike.billing.credits.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import dev.turnpike.billing.credits.Payment;
import dev.turnpike.billing.credits.Payments.Closed;
import dev.turnpike.billing.credits.Payments.Paid;
import dev.turnpike.billing.credits.Payments.PaidOtherwise;
import dev.turnpike.billing.credits.Payments.PaymentState;
import dev.turnpike.billing.credits.Payments.Refused;
import dev.turnpike.billing.credits.Payments.Untried;
import dev.turnpike.billing.credits.Payments.Waiting;
import dev.turnpike.billing.money.Usd;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StripeIntentsTest {

    @Test
    void readsWhatWasPaid() {
        assertThat(state("succeeded", null, null))
                .isEqualTo(new Paid(new Payment("pi_1", Usd.parse("20"), Usd.ZERO, List.of())));
    }

    @Test
    void saysWhichPaymentIsNotAsItWasMade() {
        PaymentIntent euros = intent("succeeded");
        euros.setCurrency("eur");

        assertThatThrownBy(() -> StripeIntents.state(euros, List.of()))
                .isInstanceOf(PaidOtherwise.class)
                .hasMessageContaining("pi_1");
    }

    @Test
    void tellsWhyTheBankRefused() {
        assertThat(state("requires_payment_method", "card_declined", "insufficient_funds"))
                .isEqualTo(new Refused("insufficient_funds"));
        assertThat(state("requires_payment_method", "authentication_required", null))
                .isEqualTo(new Refused("authentication_required"));
        assertThat(state("requires_action", null, null))
                .isEqualTo(new Refused("authentication_required"));
        assertThat(state("canceled", "expired_card", null)).isEqualTo(new Refused("expired_card"));
    }

    @Test
    void tellsWhatCanStillBeTriedFromWhatCannot() {
        assertThat(state("requires_confirmation", null, null)).isEqualTo(new Untried());
        assertThat(state("requires_payment_method", null, null)).isEqualTo(new Untried());
        assertThat(state("processing", null, null)).isEqualTo(new Waiting(true));
        assertThat(state("canceled", null, null)).isEqualTo(new Closed());
    }

    @Test
    void guessesNoStateThatItDoesNotKnow() {
        assertThatThrownBy(() -> state("requires_capture", null, null))
                .hasMessageContaining("requires_capture");
    }

    private static PaymentState state(
            String status, @Nullable String code, @Nullable String decline) {
        PaymentIntent intent = intent(status);
        if (code != null) {
            StripeError error = new StripeError();
            error.setCode(code);
            error.setDeclineCode(decline);
            intent.setLastPaymentError(error);
        }
        return StripeIntents.state(intent, List.of());
    }

    private static PaymentIntent intent(String status) {
        PaymentIntent intent = new PaymentIntent();
        intent.setId("pi_1");
        intent.setStatus(status);
        intent.setCurrency("usd");
        intent.setAmountReceived(2_000L);
        return intent;
    }
}
