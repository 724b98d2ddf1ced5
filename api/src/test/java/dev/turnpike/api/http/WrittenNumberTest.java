package dev.turnpike.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "1.5", "-3", "1e3", "1E-1000"})
    void readsDecimals(String text) {
        assertThat(WrittenNumber.decimal(text)).isEqualByComparingTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "\u0663",
                "1.\uFF11",
                "1E\u0663",
                "1E1001",
                "1E999999999",
                "1E9999999999",
                "000000000000000000000000000000001"
            })
    void readsNothingElse(String text) {
        assertThat(WrittenNumber.decimal(text)).isNull();
        assertThat(WrittenNumber.whole(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2147483647"})
    void readsWholeNumbers(String text) {
        assertThat(WrittenNumber.whole(text)).hasToString(text);
    }
}
