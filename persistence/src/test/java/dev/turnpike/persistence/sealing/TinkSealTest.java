package dev.turnpike.persistence.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.sealing.Belonging;
import dev.turnpike.billing.sealing.Belonging.Purpose;
import dev.turnpike.billing.sealing.Seal;
import dev.turnpike.billing.sealing.SealBroken;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TinkSealTest {

    private static final byte[] HELLO = "Hello, world!".getBytes(UTF_8);
    private static final Belonging ROW =
            new Belonging(AccountId.next(), Purpose.KEPT_ANSWER, "row 1");

    private final Seal seal = SealForTests.with(1);

    @Test
    void opensWhatItSealed() {
        assertThat(seal.open(ROW, seal.seal(ROW, HELLO))).isEqualTo(HELLO);
        assertThat(seal.open(ROW, seal.seal(ROW, new byte[0]))).isEmpty();
    }

    @Test
    void neverSealsAlike() {
        assertThat(seal.seal(ROW, HELLO)).isNotEqualTo(seal.seal(ROW, HELLO));
    }

    @Test
    void opensNothingOfAnotherAccountOrRow() {
        byte[] sealed = seal.seal(ROW, HELLO);

        refuses(seal, new Belonging(AccountId.next(), ROW.purpose(), ROW.row()), sealed, "else");
        refuses(seal, new Belonging(ROW.account(), ROW.purpose(), "row 2"), sealed, "else");
    }

    @Test
    void opensNothingThatWasChangedOrCutOff() {
        byte[] sealed = seal.seal(ROW, HELLO);

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            refuses(seal, ROW, changed, "");
            refuses(seal, ROW, Arrays.copyOf(sealed, i), "");
        }
        refuses(seal, ROW, Arrays.copyOf(sealed, 4), "cut off");
    }

    @Test
    void opensWhatAnOlderKeySealedAndSealsWithTheNewestOne() {
        byte[] old = seal.seal(ROW, HELLO);
        Seal rotated = SealForTests.with(2, 1);

        assertThat(rotated.open(ROW, old)).isEqualTo(HELLO);
        assertThat(SealForTests.with(2).open(ROW, rotated.seal(ROW, HELLO))).isEqualTo(HELLO);
        assertThat(SealForTests.with(1, 2).open(ROW, rotated.seal(ROW, HELLO))).isEqualTo(HELLO);
    }

    @Test
    void opensNothingWhoseKeyIsGone() {
        refuses(
                SealForTests.with(2),
                ROW,
                seal.seal(ROW, HELLO),
                "its key [0-9a-f]{8} is not among the sealing keys");
    }

    private static void refuses(Seal seal, Belonging owner, byte[] sealed, String reason) {
        assertThatThrownBy(() -> seal.open(owner, sealed))
                .isInstanceOf(SealBroken.class)
                .hasMessageFindingMatch(reason)
                .hasMessageNotContaining("Hello");
    }
}
