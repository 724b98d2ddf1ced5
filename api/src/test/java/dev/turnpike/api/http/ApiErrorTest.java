package dev.turnpike.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.FixedConfig;
import dev.turnpike.api.http.Availability.Code;
import dev.turnpike.billing.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiErrorTest {

    @Test
    void hasAnIntegerCodeAndItsType() {
        ApiError error =
                ApiError.of(ErrorType.PAYMENT_REQUIRED, "Buy credit.")
                        .withMetadata("remedy_hint", "Buy.");

        assertThat(new String(error.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"error\":{\"code\":402,\"message\":\"Buy credit.\",\"metadata\":"
                                + "{\"error_type\":\"payment_required\",\"docs_url\":"
                                + "\"https://gateway.example/docs/errors#payment_required\","
                                + "\"remedy_hint\":\"Buy.\"}}}");
    }

    @Test
    void roundsTheWaitUpToWholeSeconds() {
        ApiError error =
                ApiError.of(ErrorType.RATE_LIMIT_EXCEEDED, "Wait.")
                        .withRetryAfter(Duration.ofMillis(1_200));

        assertThat(error.headers()).containsEntry("Retry-After", "2");
    }

    @Test
    void tellsWhyNothingCouldBeReached() {
        ApiError error =
                ApiError.of(ErrorType.NOT_FOUND, "None.")
                        .with(
                                new Availability(
                                        Code.CONSTRAINT_FILTERED,
                                        List.of("a/b"),
                                        List.of("max_price"),
                                        null));

        assertThat(error.toJson().at("/availability/code").asString())
                .isEqualTo("constraint_filtered");
        assertThat(error.toJson().at("/availability/retryable").asBoolean()).isFalse();
        assertThat(error.toJson().at("/availability/docs_url").asString())
                .isEqualTo(FixedConfig.PUBLIC_URL + "/docs/errors#not_found");
        assertThat(error.toJson().at("/http_status").asInt()).isEqualTo(404);
    }

    @Test
    void namesTheAddressThatLeadsNowhere() {
        ApiError error = UnknownAddress.error("/api/v2/models");

        assertThat(error.status()).isEqualTo(404);
        assertThat(error.message())
                .startsWith("There is nothing at /api/v2/models: ")
                .contains("POST /api/v1/chat/completions", "/docs/errors#not_found");
        assertThat(UnknownAddress.error("/" + "x".repeat(5_000)).message()).hasSizeLessThan(500);
    }

    @Test
    void asksForAnotherTryWhenTheDatabaseIsAway() {
        ApiError error =
                Apology.of(
                        new StoreUnavailable("no connection", new IllegalStateException(), true));

        assertThat(error.status()).isEqualTo(503);
        assertThat(error.headers()).containsEntry("Retry-After", "2");
    }

    @Test
    void doesNotAskForAnotherTryOfWhatCannotSucceed() {
        ApiError error =
                Apology.of(
                        new StoreUnavailable("bad statement", new IllegalStateException(), false));

        assertThat(error.status()).isEqualTo(500);
        assertThat(error.headers()).isEmpty();
        assertThat(error.message()).contains("would again").doesNotContain("try again");
    }

    @Test
    void asksForAnotherTryOfWhatMaySucceed() {
        ApiError error = Apology.of(new IllegalStateException());

        assertThat(error.status()).isEqualTo(500);
        assertThat(error.message()).endsWith("try again.");
    }
}
