package dev.turnpike.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final Path HOME = Path.of("/checkout");

    @Test
    void needsNoneGiven() {
        Settings settings = Settings.from(Map.of(), HOME);

        assertThat(settings.ports()).isEqualTo(new Ports(8080, 8081, 8082, 8083, 8084));
        assertThat(settings.publicUrl()).isEqualTo("http://127.0.0.1:8080");
        assertThat(settings.oidcIssuer()).isEqualTo("http://127.0.0.1:8081/realms/turnpike");
        assertThat(settings.state()).isEqualTo(Path.of("/checkout/.turnpike"));
        assertThat(settings.serverHeap()).isEqualTo("1g");
        assertThat(settings.paymentSandbox()).isTrue();
        assertThat(settings.modelSandbox()).isTrue();
    }

    @Test
    void letsTheAddressFollowThePort() {
        Settings settings = Settings.from(Map.of("TURNPIKE_HTTP_PORT", "9090"), HOME);

        assertThat(settings.publicUrl()).isEqualTo("http://127.0.0.1:9090");
    }

    @Test
    void handsOnOnlyItsOwnVariables() {
        var environment = Map.of("TURNPIKE_PROVIDER_OPENAI_KEY", "k", "AWS_SECRET", "s");

        assertThat(Settings.from(environment, HOME).environment())
                .containsOnlyKeys("TURNPIKE_PROVIDER_OPENAI_KEY");
    }

    @ParameterizedTest
    @CsvSource({
        "TURNPIKE_HTTP_PORT, eighty",
        "TURNPIKE_DB_PORT, 70000",
        "TURNPIKE_SERVER_HEAP, much",
        "TURNPIKE_PUBLIC_URL, example.com",
        "TURNPIKE_PUBLIC_URL, https://example.com/turnpike",
        "TURNPIKE_KEYCLOAK_URL, ftp://example.com",
        "TURNPIKE_SANDBOX_MODELS, yes",
        "TURNPIKE_START_TIMEOUT_SECONDS, 1"
    })
    void namesTheOneThatCannotBeUsed(String name, String value) {
        assertThatThrownBy(() -> Settings.from(Map.of(name, value), HOME))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(name)
                .hasMessageContaining(value);
    }

    @Test
    void givesATestPortsAndAFolderOfItsOwn() {
        Settings settings = Settings.isolated(HOME, Path.of("/tmp/state"));

        assertThat(settings.state()).isEqualTo(Path.of("/tmp/state"));
        assertThat(settings.programs()).isEqualTo(Path.of("/checkout/.turnpike"));
        assertThat(settings.ports().named())
                .extracting(Ports.Named::number)
                .doesNotHaveDuplicates()
                .doesNotContain(8080);
    }
}
