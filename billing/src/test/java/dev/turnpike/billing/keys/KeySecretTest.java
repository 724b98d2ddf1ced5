package dev.turnpike.billing.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySecretTest {

    private static final KeyPepper PEPPER = new KeyPepper(new byte[32]);

    private final KeySecret secret = PEPPER.issue(new Random(7));

    @Test
    void recognisesWhatItMade() {
        assertThat(KeySecret.parse(secret.text())).contains(secret);
    }

    @Test
    void noticesEveryChangedCharacter() {
        for (int i = 0; i < secret.text().length(); i++) {
            char other = secret.text().charAt(i) == 'x' ? 'y' : 'x';
            String changed = secret.text().substring(0, i) + other + secret.text().substring(i + 1);

            assertThat(KeySecret.parse(changed)).as("character %d", i).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk-tp-v1-", "sk-or-v1-abc", "Bearer x", "ключ"})
    void refusesOtherTexts(String text) {
        assertThat(KeySecret.parse(text)).isEmpty();
    }

    @Test
    void refusesOtherCharactersUnderARightChecksum() {
        KeySecret strange = KeySecret.generate(new Random(7), _ -> "?".repeat(10));

        assertThat(KeySecret.parse(strange.text())).isEmpty();
    }

    @Test
    void provesWhoMadeIt() {
        KeySecret forged = KeySecret.generate(new Random(7), _ -> "0".repeat(10));

        assertThat(PEPPER.hasIssued(secret)).isTrue();
        assertThat(KeySecret.parse(forged.text())).contains(forged);
        assertThat(PEPPER.hasIssued(forged)).isFalse();
        assertThat(otherPepper().hasIssued(secret)).isFalse();
    }

    @Test
    void showsOnlyItsEnds() {
        assertThat(secret.toString()).isEqualTo(secret.label()).hasSize(20);
        assertThat(secret.label()).startsWith("sk-tp-v1-").contains("...");
    }

    @Test
    void isHashedUnderThePepper() {
        assertThat(PEPPER.digest(secret)).isEqualTo(PEPPER.digest(secret));
        assertThat(PEPPER.digest(secret)).isNotEqualTo(otherPepper().digest(secret));
        assertThatThrownBy(() -> new KeyPepper(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static KeyPepper otherPepper() {
        byte[] changed = new byte[32];
        changed[0] = 1;
        return new KeyPepper(changed);
    }
}
