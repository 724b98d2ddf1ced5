package dev.turnpike.api.gateway;

import static dev.turnpike.api.gateway.Answers.DONE;
import static dev.turnpike.api.gateway.Answers.HELLO;
import static dev.turnpike.api.gateway.Answers.REPLY;
import static dev.turnpike.api.gateway.Answers.STOP;
import static dev.turnpike.api.gateway.Answers.USAGE;
import static dev.turnpike.api.gateway.Answers.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnpike.billing.StoreUnavailable;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.spending.CallTakenOver;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.Generation.Status;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {

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
    void chargesACallWithALongPromptAtThePricesOfLongPrompts() throws IOException {
        String reply = REPLY.replace("\"prompt_tokens\":10", "\"prompt_tokens\":90001");
        String prompt = "Hi ".repeat(World.LONG_PROMPT / 3 + 1_000);
        String fields =
                "{\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(prompt);
        try (World world = new World("1", StubProvider.saying(200, reply))) {
            world.call(fields);

            // 90,006 tokens for $2 a million, and 15 %
            assertThat(world.purse.settled().cost().toPlainString()).isEqualTo("0.2070138");
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
        String empty = REPLY.replace("Hello", "").replace(":5,", ":0,").replace(":15", ":10");
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
            world.keepBy(
                    () -> {
                        throw new IllegalStateException("The answer cannot be kept");
                    });

            assertThatThrownBy(() -> world.call(fields)).hasMessage("The answer cannot be kept");

            assertThat(world.purse.settled().status()).isEqualTo(Status.FAILED);
            assertThat(world.purse.left().toPlainString()).isEqualTo("1");
        }
    }

    @Test
    void chargesLaterWhatCanBeKeptLater() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (World world = new World("1", StubProvider.saying(200, REPLY))) {
            world.keepBy(
                    () -> {
                        if (tries.getAndIncrement() == 0) {
                            throw new StoreUnavailable("away", new IOException(), true);
                        }
                    });

            assertThatThrownBy(() -> world.call("{}")).hasMessage("away");
            assertThat(world.purse.isSettled()).isFalse();

            await().until(world.purse::isSettled);
            assertThat(world.purse.settled().status()).isEqualTo(Status.COMPLETED);
            assertThat(tries).hasValue(2);
            await().until(world::holdsNothing);
        }
    }

    @Test
    void chargesNothingLaterWhenAnotherServerHasTakenTheCallOver() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (World world = new World("1", StubProvider.saying(200, REPLY))) {
            world.keepBy(
                    () -> {
                        throw tries.getAndIncrement() == 0
                                ? new StoreUnavailable("away", new IOException(), true)
                                : new CallTakenOver("of a test");
                    });

            assertThatThrownBy(() -> world.call("{}")).hasMessage("away");

            await().until(world.purse::isSettled);
            assertThat(world.purse.settled().status()).isEqualTo(Status.FAILED);
            await().until(world::holdsNothing);
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
}
