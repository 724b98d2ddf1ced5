package dev.turnpike.billing.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.money.Usd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillToleranceTest {

    @ParameterizedTest
    @CsvSource({
        "100, 101, false",
        "100, 101.000000001, true",
        "100, 98.999999999, true",
        "100, 99, false",
        "0, 0, false",
        "0, 0.05, false",
        "0, 0.050000001, true",
        "0.01, 0.06, false",
        "1, 1.06, true",
        "50000000, 50600000, true"
    })
    void isOnePercentAndFiveCents(String ours, String theirs, boolean exceeded) {
        assertThat(BillTolerance.DEFAULT.isExceeded(Usd.parse(ours), Usd.parse(theirs)))
                .isEqualTo(exceeded);
    }

    @Test
    void saysHowManyPercentTheirsIsAboveOurs() {
        assertThat(BillTolerance.percent(Usd.parse("3"), Usd.parse("3.01")))
                .hasValueSatisfying(it -> assertThat(it).isEqualByComparingTo("0.33"));
        assertThat(BillTolerance.percent(Usd.parse("3"), Usd.ZERO))
                .hasValueSatisfying(it -> assertThat(it).isEqualByComparingTo("-100"));
        assertThat(BillTolerance.percent(Usd.ZERO, Usd.parse("1"))).isEmpty();
    }

    @Test
    void isNeverBelowNothing() {
        assertThatThrownBy(() -> new BillTolerance(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
