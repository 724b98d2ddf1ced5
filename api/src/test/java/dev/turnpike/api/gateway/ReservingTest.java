package dev.turnpike.api.gateway;

import static dev.turnpike.api.gateway.Answers.REPLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.api.http.ErrorType;
import dev.turnpike.billing.limits.LimitId;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Refusal;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReservingTest {

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

    /** It may be for a call, a refund or a dispute, and nobody can tell which. */
    @Test
    void tellsWhatIsOwedAndGuessesNoReason() {
        Shortage shortage = new Shortage(Usd.ZERO, Usd.parse("1"), 10, 10, 0);

        assertThat(shortage.explain(new Refusal.ReceivableDue(Usd.parse("3"))).message())
                .startsWith("The account owes $3")
                .contains("calls, refunds or disputes");
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
}
