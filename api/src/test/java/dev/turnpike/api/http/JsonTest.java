package dev.turnpike.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class JsonTest {

    @ParameterizedTest
    @CsvSource({
        "0.0000001, 0.0000001",
        "0.000000001, 0.000000001",
        "1.25E-8, 0.0000000125",
        "-1E-9, -0.000000001",
        "0.000010000, 0.00001",
        "0E-9, 0",
        "0, 0",
        "1E+3, 1000",
        "100, 100",
        "12.50, 12.5",
        "123456789.000000001, 123456789.000000001"
    })
    void printsAllDigitsOfANumberAndNoExponent(BigDecimal value, String printed) {
        var json = Json.object();
        json.set("cost", Json.number(value));

        assertThat(new String(Json.bytes(json), StandardCharsets.UTF_8))
                .isEqualTo("{\"cost\":" + printed + "}");
        assertThat(Json.plain(value)).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E2147483648",
                "1E-2147483649",
                "1E99999999999999999999",
                "1E999999999",
                "-1.5e-999999999",
                "0E1001",
                "1E-1001"
            })
    void readsNoNumberThatNobodyCouldWriteDown(String number) {
        assertThatThrownBy(() -> Json.parse(bytes("{\"a\":[" + number + "]}")))
                .isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E1000", "1E-1000", "1e400", "0.5", "-12.50"})
    void readsNumbersAsTheyAre(String number) {
        assertThat(Json.parse(bytes(number)).decimalValue()).isEqualTo(new BigDecimal(number));
    }

    @Test
    void skipsTheMarkOfUtf8() {
        byte[] json = bytes("x\uFEFF[1]");

        assertThat(Json.parse(json, 1, json.length - 1).size()).isOne();
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
