package dev.turnpike.api.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.Shops;
import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.Checked;
import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.plans.Standing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouterTest {

    private static final Model BOTH =
            Shops.model(
                    "a/both",
                    Shops.offer("a/both", Shops.provider("cheap", "http://c"), 1),
                    Shops.offer("a/both", Shops.provider("discreet", "http://d"), 2),
                    Shops.offer("a/both", Shops.provider("dear", "http://e"), 9));
    private static final Model OTHER =
            Shops.model("a/other", Shops.offer("a/other", Shops.provider("dear", "http://e"), 5));
    private static final Model FAR =
            Shops.model("a/far", Shops.offer("a/far", Shops.provider("far", "http://f"), 1));

    private Instant now = Instant.EPOCH;
    private final EndpointHealth health = new EndpointHealth(() -> now);
    private final Router router = new Router(new FixedOffers(BOTH, OTHER, FAR), health);

    @Test
    void triesTheCheapestOfferFirst() {
        assertThat(route(Preferences.NONE, "a/both"))
                .containsExactly("a/both@cheap", "a/both@discreet", "a/both@dear");
    }

    @Test
    void triesFallbackModelsAfterThePreferredOne() {
        assertThat(route(Preferences.NONE, "a/other", "a/both"))
                .startsWith("a/other@dear", "a/both@cheap");
    }

    @Test
    void triesAnOfferThatFailedLastUntilItsTimeIsOver() {
        health.failed("a/both@cheap", Duration.ofSeconds(40));

        now = now.plusSeconds(39);
        assertThat(route(Preferences.NONE, "a/both")).endsWith("a/both@cheap");

        now = now.plusSeconds(1);
        assertThat(route(Preferences.NONE, "a/both")).startsWith("a/both@cheap");
    }

    @Test
    void forgetsAFailureAfterASuccess() {
        health.failed("a/both@cheap", null);
        health.succeeded("a/both@cheap");

        assertThat(route(Preferences.NONE, "a/both")).startsWith("a/both@cheap");
    }

    @Test
    void followsTheOrderOfTheCaller() {
        assertThat(route(wanting(List.of("dear"), List.of(), List.of(), true), "a/both"))
                .containsExactly("a/both@dear", "a/both@cheap", "a/both@discreet");
    }

    @Test
    void staysWithTheNamedProvidersWhenFallbacksAreNotAllowed() {
        assertThat(route(wanting(List.of("dear", "cheap"), List.of(), List.of(), false), "a/both"))
                .containsExactly("a/both@dear", "a/both@cheap");
    }

    @Test
    void triesOneOfferAloneWhenFallbacksAreNotAllowed() {
        assertThat(route(wanting(List.of(), List.of(), List.of(), false), "a/both"))
                .containsExactly("a/both@cheap");
    }

    @Test
    void keepsToOnlyAndIgnore() {
        assertThat(
                        route(
                                wanting(
                                        List.of(),
                                        List.of("cheap", "dear"),
                                        List.of("cheap"),
                                        true),
                                "a/both"))
                .containsExactly("a/both@dear");
    }

    @Test
    void excludesProvidersThatKeepPrompts() {
        assertThat(route(limited(true, null), "a/both")).containsExactly("a/both@discreet");
    }

    @Test
    void comparesTheHighestPriceWithWhatTheCustomerPays() {
        assertThat(route(limited(false, new BigDecimal("2.30")), "a/both"))
                .containsExactly("a/both@cheap", "a/both@discreet");
        assertThat(route(limited(false, new BigDecimal("2.29")), "a/both"))
                .containsExactly("a/both@cheap");
    }

    @Test
    void comparesTheHighestPriceWithThatOfAPromptAsLongAsItMayBe() {
        Model longer =
                Shops.model(
                        "a/longer",
                        Shops.dearerAbove(
                                Shops.offer("a/longer", Shops.provider("cheap", "http://c"), 1),
                                200_000,
                                2));
        Router other = new Router(new FixedOffers(longer), health);
        Preferences wanted = limited(false, new BigDecimal("1.15"));

        assertThat(other.candidates(List.of("a/longer"), wanted, Set.of(), 200_000, Standing.NEW))
                .isInstanceOf(Passed.class);
        assertThat(other.candidates(List.of("a/longer"), wanted, Set.of(), 200_001, Standing.NEW))
                .isInstanceOf(Refused.class);
    }

    @Test
    void callsAnUnknownModelInvalid() {
        ApiError error = refusal(Preferences.NONE, "a/none");

        assertThat(error.status()).isEqualTo(400);
        assertThat(error.message()).isEqualTo("a/none is not a valid model ID");
        assertThat(error.toJson().at("/availability/code").asString()).isEqualTo("model_not_found");
    }

    @Test
    void saysThatAModelIsNotConnected() {
        ApiError error = refusal(Preferences.NONE, "a/far");

        assertThat(error.status()).isEqualTo(404);
        assertThat(error.toJson().at("/availability/code").asString()).isEqualTo("no_endpoints");
    }

    @Test
    void saysWhichPreferenceLeavesNothing() {
        ApiError error = refusal(limited(false, BigDecimal.ZERO), "a/both");

        assertThat(error.status()).isEqualTo(404);
        assertThat(error.toJson().at("/availability/excluded_by/0").asString())
                .isEqualTo("max_price");
    }

    private List<String> route(Preferences wanted, String... models) {
        return switch (router.candidates(List.of(models), wanted, Set.of(), 1_000, Standing.NEW)) {
            case Passed<List<Candidate>>(var some) ->
                    some.stream().map(Candidate::toString).toList();
            case Refused<List<Candidate>>(var error) -> throw new AssertionError(error);
        };
    }

    private ApiError refusal(Preferences wanted, String model) {
        Checked<List<Candidate>> outcome =
                router.candidates(List.of(model), wanted, Set.of(), 1_000, Standing.NEW);
        return switch (outcome) {
            case Passed<List<Candidate>>(var some) -> throw new AssertionError(some);
            case Refused<List<Candidate>>(var error) -> error;
        };
    }

    private static Preferences wanting(
            List<String> order, List<String> only, List<String> ignore, boolean fallbacks) {
        return new Preferences(
                order, only, ignore, fallbacks, false, false, false, List.of(), null, null, null);
    }

    private static Preferences limited(boolean noRetention, @Nullable BigDecimal maxPrompt) {
        return new Preferences(
                List.of(),
                List.of(),
                List.of(),
                true,
                false,
                false,
                noRetention,
                List.of(),
                maxPrompt,
                null,
                null);
    }
}
