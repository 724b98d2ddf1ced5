package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests reach Stripe only with a key of its test mode, and no network without one. */
class CounterpartTest {

    @Test
    void isTheSandboxWithoutAKey() {
        try (Counterpart counterpart = Counterpart.choose(Map.of())) {
            assertThat(counterpart.isSandbox()).isTrue();
            assertThat(counterpart.base()).startsWith("http://127.0.0.1:");
        }
    }

    @Test
    void isStripeWithAKeyOfItsTestMode() {
        try (Counterpart counterpart =
                Counterpart.choose(Map.of("STRIPE_TEST_KEY", "sk_test_acme"))) {
            assertThat(counterpart.isSandbox()).isFalse();
            assertThat(counterpart.base()).isEqualTo("https://api.stripe.com");
            assertThat(counterpart.key()).isEqualTo("sk_test_acme");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk_live_acme", "rk_test_acme", "pk_test_acme", " "})
    void refusesAnyOtherKey(String key) {
        assertThatThrownBy(() -> Counterpart.choose(Map.of("STRIPE_TEST_KEY", key)))
                .hasMessageContaining("must begin with sk_test_")
                .hasMessageNotContaining("acme");
    }
}
