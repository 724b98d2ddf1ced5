package dev.turnpike.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnpike.api.http.ErrorType;
import dev.turnpike.billing.limits.LimitId;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.Generation.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {

    private static final String REPLY =
            """
            {"id":"up-1","choices":[{"message":{"role":"assistant","content":"Hello"},\
            "finish_reason":"stop"}],\
            "usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}""";

    private static final String HELLO = "{\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}";
    private static final String STOP = "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}";
    private static final String USAGE =
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5}}";
    private static final String DONE = "[DONE]";

    @Test
    void chargesAWholeAnswerBeforeItIsSent() throws IOException {
        try (World world = new World("1", StubProvider.saying(200, REPLY))) {
            NotedReply reply = world.call("{}");

            assertThat(reply.notes).containsExactly("sent Hello");
            assertThat(reply.keptBeforeSettlement).isTrue();
            assertThat(reply.settledBeforeEnd).isTrue();
            assertThat(world.purse.settled().status()).isEqualTo(Status.COMPLETED);
            assertThat(world.purse.settled().cost().toPlainString()).isEqualTo("0.00001725");
            assertThat(world.purse.left().toPlainString()).isEqualTo("0.99998275");
        }
    }

    @Test
    void chargesAnAnswerWhoseProviderSendsWhatCannotBeStored() throws IOException {
        String odd = REPLY.replace("up-1", "up\\u00001").replace("stop", "st\\u0000op");
        try (World world = new World("1", StubProvider.saying(200, odd))) {
            world.call("{}");

            Delivery delivery = delivery(world.purse.settled());
            assertThat(delivery.upstreamId()).isEqualTo("up 1");
            assertThat(delivery.nativeFinishReason()).isEqualTo("st op");
        }
    }

    @Test
    void chargesAStreamBeforeItsEndIsSent() throws IOException {
        try (World world =
                new World("1", StubProvider.streaming(HELLO, HELLO, STOP, USAGE, DONE))) {
            NotedReply reply = world.call("{\"stream\":true}");

            assertThat(reply.notes).containsExactly("begun", "Hello", "Hello", "finished stop");
            assertThat(reply.keptBeforeSettlement).isTrue();
            assertThat(reply.settledBeforeEnd).isTrue();
            assertThat(delivery(world.purse.settled()).usage().estimated()).isFalse();
        }
    }

    @Test
    void countsAStreamWhoseProviderReportsNothing() throws IOException {
        try (World world = new World("1", StubProvider.streaming(HELLO, STOP, DONE))) {
            world.call("{\"stream\":true}");

            var usage = delivery(world.purse.settled()).usage();
            assertThat(usage.estimated()).isTrue();
            assertThat(usage.of(TokenClass.OUTPUT)).isEqualTo(1);
            assertThat(usage.promptTokens()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 408, 429, 500, 502, 503, 529})
    void triesTheNextOfferWhenAProviderFails(int status) throws IOException {
        try (World world =
                new World(
                        "1",
                        StubProvider.saying(status, "{\"error\":{\"message\":\"no\"}}"),
                        StubProvider.saying(200, REPLY))) {
            NotedReply reply = world.call("{}");

            assertThat(reply.notes).containsExactly("sent Hello");
            assertThat(world.purse.settled().attempts())
                    .extracting(Attempt::status)
                    .containsExactly(status, 200);
        }
    }

    @Test
    void triesTheNextOfferWhenAStreamBreaksBeforeItsFirstContent() throws IOException {
        try (World world =
                new World(
                        "1",
                        StubProvider.streaming("{\"error\":{\"code\":500,\"message\":\"x\"}}"),
                        StubProvider.streaming(HELLO, STOP, USAGE, DONE))) {
            NotedReply reply = world.call("{\"stream\":true}");

            assertThat(reply.notes).containsExactly("begun", "Hello", "finished stop");
        }
    }

    @Test
    void triesTheNextOfferWhenTheFirstTokenIsLate() throws IOException {
        try (World world =
                new World(
                        Duration.ofSeconds(2),
                        "1",
                        StubProvider.silent(),
                        StubProvider.streaming(HELLO, STOP, USAGE, DONE))) {
            NotedReply reply = world.call("{\"stream\":true}");

            assertThat(reply.notes).containsExactly("begun", "Hello", "finished stop");
            assertThat(world.purse.settled().attempts())
                    .extracting(Attempt::error)
                    .containsExactly("timeout", null);
        }
    }

    @Test
    void chargesNothingWhenEveryProviderFails() throws IOException {
        try (World world = new World("1", StubProvider.saying(503, "{}"))) {
            NotedReply reply = world.call("{}");

            assertThat(reply.notes).containsExactly("refused 503");
            assertThat(Objects.requireNonNull(reply.error).headers()).containsKey("Retry-After");
            assertThat(world.purse.settled().status()).isEqualTo(Status.FAILED);
            assertThat(world.purse.left().toPlainString()).isEqualTo("1");
        }
    }

    @Test
    void doesNotRepeatARequestThatIsWrong() throws IOException {
        StubProvider second = StubProvider.saying(200, REPLY);
        String wrong = "{\"error\":{\"message\":\"temperature is odd\"}}";
        try (World world = new World("1", StubProvider.saying(400, wrong), second)) {
            NotedReply reply = world.call("{}");

            assertThat(reply.notes).containsExactly("refused 400");
            assertThat(Objects.requireNonNull(reply.error).message())
                    .isEqualTo("temperature is odd");
            assertThat(second.requests()).isEmpty();
        }
    }

    @Test
    void chargesWhatWasDeliveredWhenAStreamBreaks() throws IOException {
        try (World world = new World("1", StubProvider.streaming(HELLO, HELLO))) {
            NotedReply reply = world.call("{\"stream\":true}");

            assertThat(reply.notes).containsExactly("begun", "Hello", "Hello", "broken 502");
            assertThat(delivery(world.purse.settled()).usage().estimated()).isTrue();
            assertThat(world.purse.settled().cost().isPositive()).isTrue();
        }
    }

    @Test
    void chargesNothingForAnAnswerThatTheProviderCallsAnError() throws IOException {
        String error = "{\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}";
        try (World world = new World("1", StubProvider.streaming(HELLO, error, USAGE, DONE))) {
            NotedReply reply = world.call("{\"stream\":true}");

            assertThat(reply.notes).containsExactly("begun", "Hello", "broken 502");
            assertThat(world.purse.settled().status()).isEqualTo(Status.FAILED);
        }
    }

    @Test
    void chargesNothingForAnEmptyAnswer() throws IOException {
        String empty = REPLY.replace("Hello", "").replace(":5,", ":0,");
        try (World world = new World("1", StubProvider.saying(200, empty))) {
            NotedReply reply = world.call("{}");

            assertThat(reply.notes).containsExactly("sent ");
            assertThat(world.purse.left().toPlainString()).isEqualTo("1");
        }
    }

    @Test
    void stopsTheProviderAndChargesWhatWasProducedWhenTheCallerLeaves() throws Exception {
        CountDownLatch abandoned = new CountDownLatch(1);
        try (World world = new World("1", StubProvider.endless(abandoned))) {
            assertThatThrownBy(() -> world.call("{\"stream\":true}", 5))
                    .isInstanceOf(IOException.class);

            assertThat(abandoned.await(10, TimeUnit.SECONDS)).isTrue();
            Generation settled = world.purse.settled();
            assertThat(settled.status()).isEqualTo(Status.CANCELLED);
            assertThat(delivery(settled).usage().of(TokenClass.OUTPUT)).isBetween(4L, 8L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"stream\":true}"})
    void chargesNothingWhenTheAnswerCannotBeKept(String fields) throws IOException {
        try (World world =
                new World(
                        "1",
                        new StubProvider(
                                exchange -> {
                                    if (fields.equals("{}")) {
                                        StubProvider.reply(exchange, 200, REPLY);
                                    } else {
                                        StubProvider.stream(exchange, HELLO, STOP, USAGE, DONE);
                                    }
                                }))) {
            world.refuseToKeep();

            assertThatThrownBy(() -> world.call(fields)).hasMessage("The answer cannot be kept");

            assertThat(world.purse.settled().status()).isEqualTo(Status.FAILED);
            assertThat(world.purse.left().toPlainString()).isEqualTo("1");
        }
    }

    @Test
    void settlesLaterWhatTheDatabaseDidNotTake() throws Exception {
        try (World world = new World("1", StubProvider.saying(200, REPLY))) {
            world.purse.failNext(1);

            assertThatThrownBy(() -> world.call("{}")).hasMessage("The database is away");
            assertThat(world.purse.isSettled()).isFalse();

            await().until(world.purse::isSettled);
            assertThat(world.purse.settled().status()).isEqualTo(Status.COMPLETED);
            await().until(world::holdsNothing);
        }
    }

    @Test
    void makesTheAnswerAsLongAsTheCreditReaches() throws IOException {
        StubProvider provider = StubProvider.saying(200, REPLY);
        try (World world = new World("0.001", provider)) {
            NotedReply reply = world.call("{}");

            assertThat(reply.notes).containsExactly("sent Hello");
            assertThat(provider.requests().getFirst()).containsPattern("\"max_tokens\":7\\d\\d\\b");
        }
    }

    @Test
    void tellsWhatWouldFitWhenTheCallerAsksForTooMuch() throws IOException {
        try (World world = new World("0.001", StubProvider.saying(200, REPLY))) {
            NotedReply reply = world.call("{\"max_tokens\":5000}");

            var error = Objects.requireNonNull(reply.error);
            assertThat(error.type()).isEqualTo(ErrorType.PAYMENT_REQUIRED);
            assertThat(error.message())
                    .contains("$0.001 of credit left")
                    .containsPattern("With max_tokens of 7\\d\\d or less it would fit");
            assertThat(error.metadata())
                    .containsEntry("limit_source", "openrouter_credits")
                    .containsKey("remedy_hint");
            await().until(world::holdsNothing);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "KEY, DAY, the daily limit of the key \"laptop\" of $0.001 has $0.001 left until it resets at 20, openrouter_key_limit",
                "KEY, TOTAL, the limit of the key \"laptop\" of $0.001 has $0.001 left., openrouter_key_limit",
                "MEMBER, WEEK, the weekly limit of the member laptop of, turnpike_member_limit",
                "WORKSPACE, MONTH, the monthly limit of the workspace \"laptop\" of, turnpike_workspace_limit",
                "ACCOUNT, DAY, the daily limit of the account of, turnpike_account_limit"
            })
    void tellsWhichLimitIsReachedAndWhatWouldFit(
            LimitScope scope, LimitPeriod period, String words, String source) throws IOException {
        try (World world = new World("1", StubProvider.saying(200, REPLY))) {
            world.limit(
                    new SpendingLimit(
                            LimitId.next(),
                            scope,
                            UUID.randomUUID(),
                            "laptop",
                            period,
                            Usd.parse("0.001")));

            NotedReply reply = world.call("{\"max_tokens\":5000}");

            var error = Objects.requireNonNull(reply.error);
            assertThat(error.type()).isEqualTo(ErrorType.PAYMENT_REQUIRED);
            assertThat(error.message())
                    .contains(words)
                    .containsPattern("With max_tokens of 7\\d\\d or less it would fit");
            assertThat(error.metadata())
                    .containsEntry("limit_source", source)
                    .containsEntry("limit_scope", scope.name().toLowerCase(Locale.ROOT))
                    .containsEntry("limit_remaining", "0.001")
                    .containsKeys("limit_period", "remedy_hint");
            assertThat(error.metadata().containsKey("limit_resets_at"))
                    .isEqualTo(period != LimitPeriod.TOTAL);
        }
    }

    @Test
    void makesTheAnswerAsLongAsMaxCostReaches() throws IOException {
        StubProvider provider = StubProvider.saying(200, REPLY);
        try (World world = new World("1", provider)) {
            NotedReply reply = world.call("{\"max_cost\":0.001}");

            assertThat(reply.notes).containsExactly("sent Hello");
            assertThat(provider.requests().getFirst())
                    .containsPattern("\"max_tokens\":7\\d\\d\\b")
                    .doesNotContain("max_cost");
            assertThat(world.purse.mostLent()).isLessThanOrEqualTo(Usd.parse("0.001"));
        }
    }

    @Test
    void tellsWhatWouldFitIntoMaxCost() throws IOException {
        try (World world = new World("1", StubProvider.saying(200, REPLY))) {
            NotedReply reply = world.call("{\"max_cost\":0.001,\"max_tokens\":5000}");

            var error = Objects.requireNonNull(reply.error);
            assertThat(error.type()).isEqualTo(ErrorType.PAYMENT_REQUIRED);
            assertThat(error.message())
                    .contains("its max_cost is $0.001.")
                    .containsPattern("With max_tokens of 7\\d\\d or less it would fit");
            assertThat(error.metadata()).containsEntry("limit_source", "max_cost");
        }
    }

    @Test
    void refusesWhenNoUsefulAnswerFitsIntoMaxCost() throws IOException {
        try (World world = new World("1", StubProvider.saying(200, REPLY))) {
            NotedReply reply = world.call("{\"max_cost\":0.000000001}");

            assertThat(Objects.requireNonNull(reply.error).metadata())
                    .containsEntry("limit_source", "max_cost");
        }
    }

    @Test
    void makesTheAnswerAsLongAsTheShorterOfCreditAndMaxCostReaches() throws IOException {
        StubProvider provider = StubProvider.saying(200, REPLY);
        try (World world = new World("0.001", provider)) {
            world.call("{\"max_cost\":0.002}");

            assertThat(provider.requests().getFirst()).containsPattern("\"max_tokens\":7\\d\\d\\b");
        }
    }

    @Test
    void neverChargesMoreThanMaxCostHoweverMuchTheProviderCounts() throws IOException {
        String dear = REPLY.replace(":5,", ":5000,");
        try (World world = new World("1", StubProvider.saying(200, dear))) {
            NotedReply reply = world.call("{\"max_cost\":0.001}");

            assertThat(reply.notes).containsExactly("sent Hello");
            Generation settled = world.purse.settled();
            assertThat(settled.cost()).isEqualTo(Usd.parse("0.001"));
            assertThat(Objects.requireNonNull(settled.charge()).providerCost())
                    .isEqualTo(Usd.parse("0.00501"));
            assertThat(world.purse.left()).isEqualTo(Usd.parse("0.999"));
        }
    }

    @Test
    void sendsThePromptOnlyWhereItFits() throws IOException {
        StubProvider provider = StubProvider.saying(200, REPLY);
        try (World world = new World("1000", provider)) {
            String prompt = "word ".repeat(120_000);

            NotedReply reply =
                    world.call(
                            "{\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}");

            assertThat(Objects.requireNonNull(reply.error).type())
                    .isEqualTo(ErrorType.CONTEXT_LENGTH_EXCEEDED);
            assertThat(provider.requests()).isEmpty();
        }
    }

    private static Delivery delivery(Generation generation) {
        return Objects.requireNonNull(generation.delivery());
    }
}
