package dev.turnpike.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("secrets.properties");
    }

    @Test
    void areMadeOnceAndKept() {
        Secrets first = secrets(Map.of());
        Secrets second = secrets(Map.of());

        for (Secret secret : Secret.values()) {
            assertThat(second.of(secret)).isEqualTo(first.of(secret)).hasSizeGreaterThan(40);
        }
    }

    @Test
    void differFromEachOther() {
        Secrets secrets = secrets(Map.of());

        assertThat(Arrays.stream(Secret.values()).map(secrets::of)).doesNotHaveDuplicates();
    }

    @Test
    void canBeReadByTheirOwnerAlone() throws IOException {
        secrets(Map.of());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void giveWayToTheEnvironmentWithoutKeepingIt() {
        var given = Map.of("TURNPIKE_STRIPE_SECRET_KEY", "sk_test_of_the_operator");

        assertThat(secrets(given).of(Secret.STRIPE_SECRET_KEY))
                .isEqualTo("sk_test_of_the_operator");
        assertThat(file).content().doesNotContain("sk_test_of_the_operator");
    }

    @Test
    void gainNewOnesWhenTheProductLearnsToNeedThem() throws IOException {
        Files.writeString(file, "TURNPIKE_DB_PASSWORD=old\n");

        Secrets secrets = secrets(Map.of());

        assertThat(secrets.of(Secret.DB_APP_PASSWORD)).isEqualTo("old");
        assertThat(secrets.of(Secret.KEYSTORE_PASSWORD)).isNotEmpty();
    }

    @Test
    void holdAPepperAndASealingKeyOfThirtyTwoBytes() {
        Secrets secrets = secrets(Map.of());

        assertThat(Base64.getDecoder().decode(secrets.of(Secret.KEY_PEPPER))).hasSize(32);
        assertThat(Base64.getDecoder().decode(secrets.of(Secret.SEALING_KEYS))).hasSize(32);
    }

    @Test
    void keepTheSealingKeysThatTheOperatorPutBeforeTheirs() throws IOException {
        String first = secrets(Map.of()).of(Secret.SEALING_KEYS);
        String rotated = "b3RoZXIga2V5IG9mIGV4YWN0bHkgdGhpcnR5LXR3byA=," + first;
        Files.writeString(file, "TURNPIKE_SEALING_KEYS=" + rotated + "\n");

        assertThat(secrets(Map.of()).of(Secret.SEALING_KEYS)).isEqualTo(rotated);
    }

    private Secrets secrets(Map<String, String> environment) {
        return Secrets.in(file, environment, new SecureRandom());
    }
}
