package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A client that leaves pays for what was produced until then: never all of the hold, never nothing.
 */
@ExtendWith(Stage.class)
class B05_DisconnectIT {

    @AfterAll
    static void theBooksBalance() {
        Books.balance();
    }

    @Test
    void leavingEndsTheCallAndSettlesIt() throws IOException, InterruptedException {
        Tenant ada = Tenant.with(Usd.parse("10"));
        String body =
                Wire.chat(
                        "sandbox/lorem",
                        "[sandbox tokens=400 interval_ms=50] Go on",
                        ", \"stream\": true, \"max_tokens\": 1000");
        HttpResponse<InputStream> response =
                Wire.http().send(Wire.request(ada.secret(), body), BodyHandlers.ofInputStream());
        try (InputStream stream = response.body()) {
            assertThat(stream.readNBytes(2_000)).hasSize(2_000);
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Books.held(ada.account())).isEqualTo(Usd.ZERO));

        Usd paid = Usd.parse("10").minus(Books.posted(ada.account()));
        assertThat(paid.isPositive()).isTrue();
        assertThat(
                        Books.number(
                                """
                                select output_count from generation
                                where account_id = ? and status = 'CANCELLED'""",
                                ada.account()))
                .as("tokens that were paid for")
                .isBetween(5L, 200L);
    }
}
