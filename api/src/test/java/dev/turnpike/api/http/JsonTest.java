package dev.turnpike.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
