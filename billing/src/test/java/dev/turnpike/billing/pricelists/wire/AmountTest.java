package dev.turnpike.billing.pricelists.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.0000007, 700000",
        "7e-7, 700000",
        "0.00000070000000000000011, 700000",
        "0.00000069999999999999994, 700000",
        "0.000000000001, 1",
        "0.01, 10000000000"
    })
    void readsDollarsPerTokenWithoutTheNoiseOfBinaryFractions(String dollars, long picos) {
        assertThat(Amount.perToken("x", decimal(dollars)).picos()).isEqualTo(picos);
        assertThat(Amount.perToken("x", new JsonValue.Text(dollars)).picos()).isEqualTo(picos);
    }

    @ParameterizedTest
    @CsvSource({
        "0.00000008333333333333334, 83334",
        "0.00000004333333333333333, 43334",
        "0.0000000099991, 10000",
        "0.0000002500007, 250001"
    })
    void roundsUpToWholePicoDollarsWhereThatAddsLessThanATenThousandth(String dollars, long picos) {
        assertThat(Amount.perToken("x", decimal(dollars)).picos()).isEqualTo(picos);
    }

    @ParameterizedTest
    @CsvSource({"2, 2000000", "0.045, 45000", "1.1e1, 11000000"})
    void readsDollarsPerMillion(String dollars, long picos) {
        assertThat(Amount.perMillion("x", decimal(dollars)).picos()).isEqualTo(picos);
    }

    @Test
    void readsDollarsPerThousandCalls() {
        assertThat(Amount.perThousandCalls("x", decimal("7")).picos()).isEqualTo(7_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "-0.0000007, x is negative",
        "-1, x is negative",
        "0.0000000000004, x is finer than a pico-dollar",
        "0.00000000333333333333333, x is finer than a pico-dollar",
        "0.0000000049994, x is finer than a pico-dollar",
        "1e-40, x is finer than a pico-dollar",
        "0.7, x is no price of a token",
        "3e90, x is no price of a token"
    })
    void refusesWhatIsNoPriceOfAToken(String dollars, String reason) {
        refuses(decimal(dollars), reason);
        refuses(new JsonValue.Text(dollars), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "free", "1,5", "0x1", "1e999", "Infinity", " 1", "$1"})
    void refusesTextThatIsNoNumber(String text) {
        refuses(new JsonValue.Text(text), "x is not a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999"})
    void refusesNumbersThatWouldFillTheMemory(String number) {
        refuses(decimal(number), "x is beyond all bounds");
    }

    @Test
    void refusesOtherKindsOfValues() {
        refuses(new JsonValue.Literal("null"), "x is not a number");
    }

    @Test
    void refusesMoreThan18Digits() {
        assertThatExceptionOfType(RefusedRowException.class)
                .isThrownBy(() -> Amount.perCall("x", decimal("1000000")))
                .withMessage("x has more than 18 digits");
    }

    private static void refuses(JsonValue value, String reason) {
        assertThatExceptionOfType(RefusedRowException.class)
                .isThrownBy(() -> Amount.perToken("x", value))
                .withMessageStartingWith(reason);
    }

    private static JsonValue decimal(String number) {
        return new JsonValue.Decimal(new BigDecimal(number));
    }
}
