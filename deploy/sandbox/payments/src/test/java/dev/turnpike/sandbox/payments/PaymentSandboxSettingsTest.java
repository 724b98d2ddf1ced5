package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment says, and what the sandbox refuses to start with. */
class PaymentSandboxSettingsTest {

    private static final Map<String, String> LEAST =
            Map.of(
                    "TURNPIKE_STRIPE_SECRET_KEY", "sk_test_1",
                    "TURNPIKE_STRIPE_WEBHOOK_SECRET", "whsec_1");

    @Test
    void hasDefaultsForEverythingButTheSecrets() {
        assertThat(PaymentSandboxSettings.from(LEAST))
                .isEqualTo(
                        new PaymentSandboxSettings(
                                8082,
                                "sk_test_1",
                                "http://127.0.0.1:8080/api/webhooks/stripe",
                                "whsec_1",
                                null,
                                null));
    }

    @Test
    void readsTheEnvironment() {
        var environment = new HashMap<>(LEAST);
        environment.put("TURNPIKE_SANDBOX_PAYMENTS_PORT", "9000");
        environment.put("TURNPIKE_PUBLIC_URL", "https://gateway.example/");
        environment.put("TURNPIKE_SANDBOX_PAYMENTS_URL", "https://pay.example");
        environment.put("TURNPIKE_SANDBOX_DATA", "data");

        PaymentSandboxSettings settings = PaymentSandboxSettings.from(environment);

        assertThat(settings.port()).isEqualTo(9000);
        assertThat(settings.webhookUrl()).isEqualTo("https://gateway.example/api/webhooks/stripe");
        assertThat(settings.publicUrl()).isEqualTo("https://pay.example");
        assertThat(settings.dataFolder()).isEqualTo(Path.of("data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk_live_1", "rk_live_1"})
    void doesNotStartWithALiveKey(String key) {
        var environment = new HashMap<>(LEAST);
        environment.put("TURNPIKE_STRIPE_SECRET_KEY", key);

        assertThatThrownBy(() -> PaymentSandboxSettings.from(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not start with a live Stripe key");
    }

    @Test
    void doesNotStartWithoutSecrets() {
        assertThatThrownBy(() -> PaymentSandboxSettings.from(Map.of()))
                .hasMessageContaining("TURNPIKE_STRIPE_SECRET_KEY");
    }

    @Test
    void doesNotShowItsKeys() {
        assertThat(PaymentSandboxSettings.from(LEAST).toString())
                .doesNotContain("sk_test_1", "whsec_1");
    }
}
