package dev.turnpike.api.gateway;

import static dev.turnpike.api.gateway.Answers.REPLY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.http.ErrorType;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.usage.Generation;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MaxCostTest {

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
}
