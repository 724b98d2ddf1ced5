package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.journeys.Wire.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A call, plain and streamed: what comes back, and that every figure in it is the booked one. */
@ExtendWith(Stage.class)
class B01_OneCallIT {

    @AfterAll
    static void theBooksBalance() {
        Books.balance();
    }

    @Test
    void aPlainCallIsBilledByWhatItSays() {
        Tenant ada = Tenant.with(Usd.parse("10"));

        Answer answer = Wire.post(ada.secret(), Wire.chat("sandbox/echo", "Hello, world!", ""));

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("Hello, world!");
        assertThat(answer.body().path("system_fingerprint").isMissingNode()).isFalse();
        assertThat(answer.header("X-Generation-Id")).isEqualTo(answer.body().path("id").asString());
        assertThat(answer.cost()).isPositive();
        assertThat(Books.posted(ada.account()))
                .isEqualTo(Usd.parse("10").minus(Usd.parse(answer.cost().toPlainString())));
        Books.nothingIsHeld(ada.account());
    }

    @Test
    void aStreamEndsWithItsCostAndIsSettledByThen() {
        Tenant ada = Tenant.with(Usd.parse("10"));

        List<String> lines =
                Wire.stream(
                        ada.secret(), Wire.chat("sandbox/lorem", "Go on", ", \"stream\": true"));

        assertThat(lines.stream().filter(line -> !line.isEmpty()).toList().getLast())
                .isEqualTo("data: [DONE]");
        List<JsonNode> chunks = Wire.chunks(lines);
        List<JsonNode> usages = chunks.stream().filter(chunk -> chunk.hasNonNull("usage")).toList();
        assertThat(usages).hasSize(1);
        assertThat(usages.getFirst().path("choices").isEmpty()).isTrue();
        assertThat(chunks).noneMatch(chunk -> chunk.path("system_fingerprint").isNull());
        assertThat(chunks.stream().map(chunk -> chunk.path("id").asString()).distinct()).hasSize(1);
        Usd cost =
                Usd.parse(
                        usages.getFirst()
                                .path("usage")
                                .path("cost")
                                .decimalValue()
                                .toPlainString());
        assertThat(Books.posted(ada.account())).isEqualTo(Usd.parse("10").minus(cost));
    }

    @Test
    void theReceiptSaysTheSameAsTheReply() {
        Tenant ada = Tenant.with(Usd.parse("10"));
        Answer answer = Wire.post(ada.secret(), Wire.chat("sandbox/echo", "Once more", ""));

        Answer receipt =
                Wire.get(ada.secret(), "/generation?id=" + answer.body().path("id").asString());

        assertThat(receipt.status()).isEqualTo(200);
        JsonNode data = receipt.body().path("data");
        assertThat(data.path("total_cost").decimalValue()).isEqualByComparingTo(answer.cost());
        assertThat(data.path("native_tokens_prompt").asLong())
                .isEqualTo(answer.body().path("usage").path("prompt_tokens").asLong());
        assertThat(data.path("model").asString()).isEqualTo("sandbox/echo");
    }

    @Test
    void keyAndCreditsTellWhatIsLeft() {
        Tenant ada = Tenant.with(Usd.parse("10"), Usd.parse("2"));
        Answer answer = Wire.post(ada.secret(), Wire.chat("sandbox/echo", "Hello", ""));

        JsonNode key = Wire.get(ada.secret(), "/key").body().path("data");
        JsonNode credits = Wire.get(ada.secret(), "/credits").body().path("data");

        assertThat(key.path("usage").decimalValue()).isEqualByComparingTo(answer.cost());
        assertThat(key.path("limit").decimalValue()).isEqualByComparingTo("2");
        assertThat(key.path("limit_remaining").decimalValue())
                .isEqualByComparingTo(Usd.parse("2").toDecimal().subtract(answer.cost()));
        assertThat(credits.path("total_credits").decimalValue()).isEqualByComparingTo("10");
        assertThat(credits.path("total_usage").decimalValue()).isEqualByComparingTo(answer.cost());
    }

    @Test
    void bothUpstreamProtocolsAnswerAlike() {
        Tenant ada = Tenant.with(Usd.parse("10"));

        Answer anthropic =
                Wire.post(
                        ada.secret(),
                        Wire.chat(
                                "sandbox/echo",
                                "By another way",
                                ", \"provider\": {\"only\": [\"sandbox-anthropic\"]}"));

        assertThat(anthropic.status()).as(anthropic.raw().body()).isEqualTo(200);
        assertThat(anthropic.text()).isEqualTo("By another way");
        assertThat(anthropic.body().path("choices").path(0).path("finish_reason").asString())
                .isEqualTo("stop");
        assertThat(anthropic.cost()).isPositive();
    }

    @Test
    void theCatalogueIsLargeAndPriced() {
        Tenant ada = Tenant.with(Usd.ZERO);

        JsonNode models = Wire.get(ada.secret(), "/models").body().path("data");
        JsonNode providers = Wire.get(ada.secret(), "/providers").body().path("data");
        JsonNode endpoints =
                Wire.get(ada.secret(), "/models/sandbox/echo/endpoints").body().path("data");

        assertThat(models.size()).isGreaterThanOrEqualTo(130);
        assertThat(providers.size()).isGreaterThanOrEqualTo(14);
        assertThat(endpoints.path("endpoints").size()).isEqualTo(2);
        assertThat(endpoints.path("endpoints").path(0).path("pricing").path("prompt").asString())
                .isEqualTo("0.000000575");
    }
}
