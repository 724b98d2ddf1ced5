package dev.turnpike.billing.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsdTest {

    @ParameterizedTest
    @CsvSource({
        "10, 10000000000, $10.00",
        "0.000000001, 1, $0.000000001",
        "0.1, 100000000, $0.10",
        "-2.5, -2500000000, -$2.50",
        "0, 0, $0.00",
        "1234.567, 1234567000000, $1234.567"
    })
    void readsAndShowsExactAmounts(String decimal, long nanos, String shown) {
        Usd amount = Usd.parse(decimal);

        assertThat(amount.nanos()).isEqualTo(nanos);
        assertThat(amount.toPlainString()).isEqualTo(decimal);
        assertThat(amount.toDisplayString()).isEqualTo(shown);
    }

    @Test
    void refusesWhatItCannotHoldExactly() {
        assertThatThrownBy(() -> Usd.parse("0.0000000001")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Usd.parse("9300000000")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Usd.parse("ten")).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void neverWrapsAround() {
        Usd most = new Usd(Long.MAX_VALUE);

        assertThatThrownBy(() -> most.plus(new Usd(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Usd.ofCents(Long.MAX_VALUE))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void givesCentsOnlyWhenTheyAreWhole() {
        assertThat(Usd.ofCents(1_050).toCents()).isEqualTo(1_050);
        assertThatThrownBy(() -> Usd.parse("0.005").toCents())
                .isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 1000, 0", "499, 1000, 0", "500, 1000, 1", "1499, 1000, 1", "1500, 1000, 2"})
    void roundsHalfUp(long numerator, long denominator, long nanos) {
        assertThat(Rounding.halfUp(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator)))
                .isEqualTo(new Usd(nanos));
    }
}
