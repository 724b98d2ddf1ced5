package dev.turnpike.billing.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.KeyRejected.Reason;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyRecognitionTest {

    private final KeyPepper pepper = new KeyPepper(new byte[32]);
    private final Random random = new Random(7);
    private final KeySecret secret = pepper.issue(random);
    private final ApiKey key = KeysInMemory.some(secret);
    private final KeysInMemory keys = new KeysInMemory();
    private final KeyRecognition recognition =
            new KeyRecognition(keys, pepper, () -> Instant.EPOCH);

    @BeforeEach
    void addTheKey() {
        keys.add(key, pepper.digest(secret));
    }

    @Test
    void looksAKeyUpOnceForManyCalls() {
        for (int i = 0; i < 100; i++) {
            assertThat(recognition.recognise(secret.text()))
                    .isInstanceOfSatisfying(
                            Caller.class, it -> assertThat(it.key()).isEqualTo(key.id()));
        }

        assertThat(keys.lookups).hasValue(1);
    }

    @Test
    void looksUpNoKeyOfAWrongFormOrChecksum() {
        String mistyped = secret.text().substring(0, secret.text().length() - 1) + "_";

        assertThat(recognition.recognise(mistyped)).isEqualTo(new KeyRejected(Reason.MALFORMED));
        assertThat(recognition.recognise("sk-or-v1-abc"))
                .isEqualTo(new KeyRejected(Reason.MALFORMED));
        assertThat(keys.lookups).hasValue(0);
    }

    @Test
    void answersGuessesAlikeAndLooksNoneOfThemUp() {
        for (int i = 0; i < 10_000; i++) {
            Recognition invented = recognition.recognise(GuessedKeys.invented(random).text());
            Recognition near = recognition.recognise(GuessedKeys.near(secret, random).text());

            assertThat(invented).isEqualTo(new KeyRejected(Reason.UNKNOWN));
            assertThat(near).isEqualTo(invented);
        }

        assertThat(keys.lookups).hasValue(0);
    }

    @Test
    void looksUpAKeyOfOursThatIsForgottenOnce() {
        String deleted = pepper.issue(random).text();

        for (int i = 0; i < 100; i++) {
            assertThat(recognition.recognise(deleted)).isEqualTo(new KeyRejected(Reason.UNKNOWN));
        }

        assertThat(keys.lookups).hasValue(1);
    }
}
