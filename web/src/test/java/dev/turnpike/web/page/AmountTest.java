package dev.turnpike.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.money.Usd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|$0.00",
                "10|$10.00",
                "9.9987315|$9.9987315",
                "0.000000001|$0.000000001",
                "1234567.5|$1,234,567.50",
                "25000|$25,000.00",
                "-3.1|-$3.10",
                "-1234|-$1,234.00",
                "999|$999.00"
            })
    void printsAmountsExactly(String amount, String printed) {
        assertThat(Amount.of(Usd.parse(amount)).text()).isEqualTo(printed);
    }

    @Test
    void setsApartWhatIsBelowACent() {
        assertThat(Amount.of(Usd.parse("9.9987315"))).isEqualTo(new Amount("$9.99", "87315"));
    }

    @Test
    void printsPricesPerMillion() {
        assertThat(Amount.perMillion(new UnitPrice(500_000))).isEqualTo("$0.50");
        assertThat(Amount.perMillion(new UnitPrice(37_500))).isEqualTo("$0.0375");
        assertThat(Amount.perMillion(new UnitPrice(15_000_000))).isEqualTo("$15.00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"25|25", "$25|25", "12.5|12.5", "$ 1,000|1000", "1,234.56|1234.56", "0|0"})
    void readsAmountsAsPeopleTypeThem(String typed, String amount) {
        assertThat(Dollars.parse(typed)).contains(Usd.parse(amount));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "-5", "1.234", "1e3", "1,00", "9999999999", "€5", "5 5"})
    void refusesWhatIsNotAnAmountInWholeCents(String typed) {
        assertThat(Dollars.parse(typed)).isEmpty();
    }
}
