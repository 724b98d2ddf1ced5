package dev.turnpike.billing.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.KeyPepper;
import dev.turnpike.billing.usage.GenerationId;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AnswerSealTest {

    private static final byte[] HELLO = "Hello, world!".getBytes(UTF_8);
    private static final AccountId ADA = AccountId.next();
    private static final GenerationId CALL = GenerationId.of(Instant.EPOCH);

    private final AnswerSeal seal = new AnswerSeal(new KeyPepper(new byte[32]));

    @Test
    void opensWhatItSealed() {
        assertThat(seal.open(ADA, CALL, seal.seal(ADA, CALL, HELLO))).isEqualTo(HELLO);
        assertThat(seal.open(ADA, CALL, seal.seal(ADA, CALL, new byte[0]))).isEmpty();
    }

    @Test
    void neverSealsAlike() {
        assertThat(seal.seal(ADA, CALL, HELLO)).isNotEqualTo(seal.seal(ADA, CALL, HELLO));
    }

    @Test
    void opensNothingOfAnotherAccountCallOrInstallation() {
        byte[] sealed = seal.seal(ADA, CALL, HELLO);

        refuses(seal, AccountId.next(), CALL, sealed);
        refuses(seal, ADA, GenerationId.of(Instant.EPOCH), sealed);
        byte[] otherSecret = new byte[32];
        otherSecret[31] = 1;
        refuses(new AnswerSeal(new KeyPepper(otherSecret)), ADA, CALL, sealed);
    }

    @Test
    void opensNothingThatWasChanged() {
        byte[] sealed = seal.seal(ADA, CALL, HELLO);

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            refuses(seal, ADA, CALL, changed);
            refuses(seal, ADA, CALL, Arrays.copyOf(sealed, i));
        }
    }

    private static void refuses(
            AnswerSeal seal, AccountId account, GenerationId call, byte[] sealed) {
        assertThatThrownBy(() -> seal.open(account, call, sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be opened");
    }
}
