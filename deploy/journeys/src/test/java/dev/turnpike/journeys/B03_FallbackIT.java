package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.journeys.Wire.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * A primary that is down, limited or slow gives way to the next model, and the call is billed once.
 */
@ExtendWith(Stage.class)
class B03_FallbackIT {

    @AfterAll
    static void theBooksBalance() {
        Books.balance();
    }

    @ParameterizedTest
    @CsvSource({
        "sandbox/down, Hello",
        "sandbox/limited, Hello",
        // Its whole answer takes longer than this stage waits for one.
        "sandbox/slow, Hello"
    })
    void theNextModelAnswers(String primary, String message) {
        Tenant ada = Tenant.with(Usd.parse("10"));

        Answer answer =
                Wire.post(
                        ada.secret(),
                        """
                        {"models": ["%s", "sandbox/json"],
                         "messages": [{"role": "user", "content": "%s"}]}"""
                                .formatted(primary, message));

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(answer.body().path("model").asString()).isEqualTo("sandbox/json");
        assertThat(Books.posted(ada.account()))
                .isEqualTo(Usd.parse("10").minus(Usd.parse(answer.cost().toPlainString())));
        JsonNode attempts =
                Wire.get(ada.secret(), "/generation?id=" + answer.body().path("id").asString())
                        .body()
                        .path("data")
                        .path("provider_responses");
        assertThat(attempts.size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void theNextProviderOfTheSameModelAnswers() {
        Tenant ada = Tenant.with(Usd.parse("10"));

        for (int call = 0; call < 12; call++) {
            Answer answer = Wire.post(ada.secret(), Wire.chat("sandbox/flaky", "Hello", ""));

            assertThat(answer.status()).isIn(200, 429, 500, 502, 503);
        }
        Books.nothingIsHeld(ada.account());
    }

    @Test
    void whenAllFailTheLastErrorIsToldAndNothingIsCharged() {
        Tenant ada = Tenant.with(Usd.parse("10"));

        Answer answer = Wire.post(ada.secret(), Wire.chat("sandbox/down", "Hello", ""));

        assertThat(answer.status()).isIn(502, 503);
        assertThat(answer.body().path("error").path("code").asInt()).isEqualTo(answer.status());
        assertThat(Books.posted(ada.account())).isEqualTo(Usd.parse("10"));
        Books.nothingIsHeld(ada.account());
    }
}
