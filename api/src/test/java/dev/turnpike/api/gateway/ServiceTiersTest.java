package dev.turnpike.api.gateway;

import static dev.turnpike.api.gateway.Answers.DONE;
import static dev.turnpike.api.gateway.Answers.HELLO;
import static dev.turnpike.api.gateway.Answers.REPLY;
import static dev.turnpike.api.gateway.Answers.STOP;
import static dev.turnpike.api.gateway.Answers.USAGE;
import static dev.turnpike.api.gateway.Answers.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.ServiceTier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Calls on tiers: 15 tokens cost 15 % more than $1 a million as usual, $4 on priority. */
class ServiceTiersTest {

    private static final Usd USUAL = Usd.parse("0.00001725");
    private static final Usd PRIORITY = Usd.parse("0.000069");
    private static final String ASK = "{\"service_tier\":\"priority\"}";

    @Test
    void billsTheTierThatServedTheCall() throws IOException {
        StubProvider provider = StubProvider.saying(200, served(REPLY, "priority"));
        try (World world = World.withPriority(provider)) {
            world.call(ASK);

            assertThat(world.purse.settled().cost()).isEqualTo(PRIORITY);
            assertThat(delivery(world.purse.settled()).tier()).isEqualTo(ServiceTier.PRIORITY);
            assertThat(provider.requests().getFirst()).contains("\"service_tier\":\"priority\"");
        }
    }

    @Test
    void billsAsUsualWhatWasServedAsUsualInstead() throws IOException {
        try (World world = World.withPriority(StubProvider.saying(200, served(REPLY, "default")))) {
            world.call(ASK);

            assertThat(world.purse.settled().cost()).isEqualTo(USUAL);
            assertThat(delivery(world.purse.settled()).tier()).isEqualTo(ServiceTier.DEFAULT);
        }
    }

    @Test
    void neverBillsATierThatWasNotAskedFor() throws IOException {
        StubProvider provider = StubProvider.saying(200, served(REPLY, "priority"));
        try (World world = World.withPriority(provider)) {
            world.call("{}");

            assertThat(world.purse.settled().cost()).isEqualTo(USUAL);
            assertThat(delivery(world.purse.settled()).tier()).isNull();
            assertThat(provider.requests().getFirst()).contains("\"service_tier\":\"default\"");
        }
    }

    @Test
    void billsAStreamByTheTierThatItsEventsName() throws IOException {
        try (World world =
                World.withPriority(
                        StubProvider.streaming(
                                served(HELLO, "priority"),
                                served(STOP, "priority"),
                                served(USAGE, "priority"),
                                DONE))) {
            world.call("{\"stream\":true,\"service_tier\":\"priority\"}");

            assertThat(world.purse.settled().cost()).isEqualTo(PRIORITY);
        }
    }

    @ParameterizedTest
    @CsvSource({"priority, priority", "default, default", ", priority"})
    void namesTheTierInTheRecordOfTheCall(@Nullable String served, String billed)
            throws IOException {
        String reply = served == null ? REPLY : served(REPLY, served);
        try (World world = World.withPriority(StubProvider.saying(200, reply))) {
            world.call(ASK);

            assertThat(record(world).path("service_tier").asString()).isEqualTo(billed);
        }
    }

    @Test
    void namesNoTierInTheRecordOfACallThatAskedForNone() throws IOException {
        try (World world = World.withPriority(StubProvider.saying(200, served(REPLY, "flex")))) {
            world.call("{}");

            assertThat(record(world).path("service_tier").isNull()).isTrue();
        }
    }

    @Test
    void namesNoTierInTheRecordOfACallThatRuns() throws IOException {
        try (World world = World.withPriority(StubProvider.streaming(HELLO, STOP, USAGE, DONE))) {
            List<JsonNode> running = new ArrayList<>();
            world.whenBegun(id -> running.add(world.record(id)));
            world.call("{\"stream\":true,\"service_tier\":\"priority\"}");

            assertThat(running)
                    .singleElement()
                    .satisfies(it -> assertThat(it.path("service_tier").isNull()).isTrue());
        }
    }

    @Test
    void setsAsideWhatTheTierMayCost() throws IOException {
        try (World world = World.withPriority(StubProvider.saying(200, REPLY))) {
            world.call("{\"max_tokens\":1000}");
            Usd usual = world.purse.mostLent();
            world.call("{\"max_tokens\":1000,\"service_tier\":\"priority\"}");

            assertThat(world.purse.mostLent().nanos()).isGreaterThan(3 * usual.nanos());
        }
    }

    @Test
    void asksNobodyWhoHasNoPriceForTheTier() throws IOException {
        StubProvider provider = StubProvider.saying(200, REPLY);
        try (World world = World.withPriority(provider)) {
            NotedReply reply = world.call("{\"service_tier\":\"flex\"}");

            assertThat(Objects.requireNonNull(reply.error).message())
                    .endsWith("meets the preferences of this call: loosen service_tier.");
            assertThat(provider.requests()).isEmpty();
            assertThat(world.holdsNothing()).isTrue();
        }
    }

    @Test
    void namesNoTierToAProviderWithoutPricesOfTiers() throws IOException {
        StubProvider provider = StubProvider.saying(200, served(REPLY, "priority"));
        try (World world = new World("1", provider)) {
            world.call("{\"service_tier\":\"default\"}");

            assertThat(provider.requests().getFirst()).doesNotContain("service_tier");
            assertThat(world.purse.settled().cost()).isEqualTo(USUAL);
        }
    }

    private static JsonNode record(World world) {
        return world.record(world.purse.settled().id());
    }

    private static String served(String json, String tier) {
        return "{\"service_tier\":\"%s\",".formatted(tier) + json.substring(1);
    }
}
