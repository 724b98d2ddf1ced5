package dev.turnpike.billing.topups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.topups.TopUpTerms.Flaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopUpTermsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 10, 100, THRESHOLD_NOT_POSITIVE",
        "10.01, 10, 100, THRESHOLD_ABOVE_AMOUNT",
        "1, 4.99, 100, AMOUNT_OUT_OF_BOUNDS",
        "1, 25000.01, 50000, AMOUNT_OUT_OF_BOUNDS",
        "1, 10, 9.99, CEILING_BELOW_AMOUNT"
    })
    void tellsWhatIsWrong(String threshold, String amount, String ceiling, Flaw flaw) {
        assertThat(terms(threshold, amount, ceiling).flaws()).containsExactly(flaw);
    }

    @ParameterizedTest
    @CsvSource({"5, 5, 5", "0.01, 25000, 25000", "10, 50, 200"})
    void takesWhatFitsTogether(String threshold, String amount, String ceiling) {
        assertThat(terms(threshold, amount, ceiling).flaws()).isEmpty();
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        assertThat(terms("9", "2", "1").flaws())
                .containsExactlyInAnyOrder(
                        Flaw.THRESHOLD_ABOVE_AMOUNT,
                        Flaw.AMOUNT_OUT_OF_BOUNDS,
                        Flaw.CEILING_BELOW_AMOUNT);
    }

    private static TopUpTerms terms(String threshold, String amount, String ceiling) {
        return new TopUpTerms(Usd.parse(threshold), Usd.parse(amount), Usd.parse(ceiling));
    }
}
