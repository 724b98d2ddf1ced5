package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.journeys.Wire.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A request with an Idempotency-Key can be repeated as often as one likes: it is made once, charged
 * once, and always gets the same answer, whatever dies meanwhile.
 */
@ExtendWith(Stage.class)
class B06_IdempotencyIT {

    private static final int AT_ONCE = 20;
    private static final String NAME = "order-66";

    private final Tenant ada = Tenant.with(Usd.parse("10"));

    @AfterEach
    void theBooksBalance() {
        Books.balance();
    }

    @Test
    void manyEqualRequestsAreOneCall() {
        String body = Wire.chat("sandbox/echo", "[sandbox delay_ms=1500] Hello", "");
        long before = upstreamCalls("echo");

        List<HttpResponse<String>> answers = askAtOnce(body);

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(distinct(answers)).hasSize(1);
        assertThat(answers.stream().map(B06_IdempotencyIT::generation).distinct()).hasSize(1);
        assertThat(answers).filteredOn(B06_IdempotencyIT::isReplayed).hasSize(AT_ONCE - 1);
        assertThat(upstreamCalls("echo") - before).isEqualTo(1);
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void manyEqualStreamsAreOneCall() {
        String body =
                Wire.chat(
                        "sandbox/lorem",
                        "[sandbox tokens=40 interval_ms=30] Go on",
                        ", \"stream\": true");
        long before = upstreamCalls("lorem");

        List<HttpResponse<String>> answers = askAtOnce(body);

        assertThat(distinct(answers)).hasSize(1);
        assertThat(distinct(answers).getFirst()).endsWith("data: [DONE]");
        assertThat(answers.stream().map(B06_IdempotencyIT::generation).distinct()).hasSize(1);
        assertThat(answers).filteredOn(B06_IdempotencyIT::isReplayed).hasSize(AT_ONCE - 1);
        assertThat(upstreamCalls("lorem") - before).isEqualTo(1);
        assertThat(charges()).isEqualTo(1);

        HttpResponse<String> later = ask(body);

        assertThat(distinct(List.of(later))).isEqualTo(distinct(answers));
        assertThat(isReplayed(later)).isTrue();
        assertThat(generation(later)).isEqualTo(generation(answers.getFirst()));
    }

    @Test
    void anotherBodyIsRefusedAtOnce() {
        CompletableFuture<HttpResponse<String>> first =
                askLater(Wire.chat("sandbox/echo", "[sandbox delay_ms=1500] Hello", ""));
        Awaitility.await().until(() -> claims() == 1);
        String other = Wire.chat("sandbox/echo", "Good-bye", "");

        Answer whileItRuns = Wire.send(request(other));

        assertThat(first).isNotDone();
        assertThat(whileItRuns.status()).isEqualTo(422);
        assertThat(whileItRuns.body().path("error").path("message").asString())
                .contains("Idempotency-Key");
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(ask(other).statusCode()).isEqualTo(422);
        assertThat(charges()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", ""})
    void aNameWithOtherCharactersIsRefused(String name) {
        refused(name);
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        refused("x".repeat(256));
        assertThat(
                        Wire.send(request("x".repeat(255), Wire.chat("sandbox/echo", "Hello", "")))
                                .status())
                .isEqualTo(200);
    }

    private void refused(String name) {
        Answer answer = Wire.send(request(name, Wire.chat("sandbox/echo", "Hello", "")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").path("message").asString())
                .contains("Idempotency-Key");
    }

    @Test
    void aFailureIsNotKept() {
        String body = Wire.chat("sandbox/echo", "[sandbox status=503] Hello", "");
        long before = upstreamCalls("echo");

        assertThat(ask(body).statusCode()).isEqualTo(503);
        long first = upstreamCalls("echo") - before;
        assertThat(ask(body).statusCode()).isEqualTo(503);

        assertThat(upstreamCalls("echo") - before).isGreaterThan(first);
        assertThat(claims()).isZero();
        assertThat(ask(Wire.chat("sandbox/echo", "Hello", "")).statusCode()).isEqualTo(200);
    }

    @Test
    void aStreamWhoseCallerLeftIsFinishedForItsNextRequest()
            throws IOException, InterruptedException {
        String body =
                Wire.chat(
                        "sandbox/lorem",
                        "[sandbox tokens=60 interval_ms=50] Go on",
                        ", \"stream\": true");
        HttpResponse<InputStream> left =
                Wire.http().send(request(body), BodyHandlers.ofInputStream());
        try (InputStream stream = left.body()) {
            assertThat(stream.readNBytes(1_000)).hasSize(1_000);
        }

        HttpResponse<String> again = ask(body);

        assertThat(again.body().strip()).endsWith("data: [DONE]");
        assertThat(generation(again))
                .isEqualTo(left.headers().firstValue("X-Generation-Id").orElseThrow());
        assertThat(charges()).isEqualTo(1);
        assertThat(
                        Books.number(
                                "select output_count from generation where status = 'COMPLETED'"
                                        + " and account_id = ?",
                                ada.account()))
                .isEqualTo(60);
    }

    @Test
    void answersOutliveTheirServer() {
        List<Named> calls = plainAndStreamed("sandbox/echo", "Remember me");
        List<HttpResponse<String>> before = calls.stream().map(this::ask).toList();

        Stage.turnpike().killServer();
        Stage.turnpike().startServer();
        List<HttpResponse<String>> after = calls.stream().map(this::ask).toList();

        for (int i = 0; i < calls.size(); i++) {
            assertThat(after.get(i).body()).isEqualTo(before.get(i).body());
            assertThat(generation(after.get(i))).isEqualTo(generation(before.get(i)));
            assertThat(isReplayed(before.get(i))).isFalse();
            assertThat(isReplayed(after.get(i))).isTrue();
        }
        assertThat(charges()).isEqualTo(2);
    }

    @Test
    void callsWhoseServerDiedAreMadeAnewAndChargedOnce() {
        List<Named> calls =
                plainAndStreamed("sandbox/lorem", "[sandbox tokens=20 interval_ms=100] Go on");
        long before = upstreamCalls("lorem");
        List<CompletableFuture<HttpResponse<String>>> cut =
                calls.stream().map(call -> sendLater(request(call.name(), call.body()))).toList();
        Awaitility.await().until(() -> upstreamCalls("lorem") == before + 2);

        Stage.turnpike().killServer();
        for (CompletableFuture<?> answer : cut) {
            assertThat(answer.handle((_, fault) -> fault != null).join()).isTrue();
        }
        Stage.turnpike().startServer();
        List<HttpResponse<String>> again = calls.stream().map(this::ask).toList();

        assertThat(again).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(again).noneMatch(B06_IdempotencyIT::isReplayed);
        assertThat(upstreamCalls("lorem") - before).isEqualTo(4);
        assertThat(charges()).isEqualTo(2);
        for (int i = 0; i < calls.size(); i++) {
            assertThat(distinct(List.of(ask(calls.get(i)), again.get(i)))).hasSize(1);
        }
        assertThat(charges()).isEqualTo(2);
        Books.nothingIsHeld(ada.account());
        assertThat(Books.posted(ada.account())).isEqualTo(Usd.parse("10").minus(charged()));
    }

    /** A request and the Idempotency-Key that it is sent with. */
    private record Named(String name, String body) {}

    private static List<Named> plainAndStreamed(String model, String prompt) {
        return List.of(
                new Named("plain", Wire.chat(model, prompt, "")),
                new Named("streamed", Wire.chat(model, prompt, ", \"stream\": true")));
    }

    private List<HttpResponse<String>> askAtOnce(String body) {
        return Collections.nCopies(AT_ONCE, body).stream().map(this::askLater).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private CompletableFuture<HttpResponse<String>> askLater(String body) {
        return sendLater(request(body));
    }

    private static CompletableFuture<HttpResponse<String>> sendLater(HttpRequest request) {
        return Wire.http().sendAsync(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(String body) {
        return Wire.exchange(request(body), BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(Named call) {
        return Wire.exchange(request(call.name(), call.body()), BodyHandlers.ofString());
    }

    private HttpRequest request(String body) {
        return request(NAME, body);
    }

    private HttpRequest request(String name, String body) {
        return HttpRequest.newBuilder(Wire.request(ada.secret(), body), (_, _) -> true)
                .header("Idempotency-Key", name)
                .build();
    }

    /** The different bodies among these, without the comments that keep a stream alive. */
    private static List<String> distinct(List<HttpResponse<String>> answers) {
        return answers.stream()
                .map(HttpResponse::body)
                .map(
                        body ->
                                body.lines()
                                        .filter(line -> !line.isEmpty() && !line.startsWith(":"))
                                        .collect(Collectors.joining("\n")))
                .distinct()
                .toList();
    }

    private static String generation(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Generation-Id").orElseThrow();
    }

    private static boolean isReplayed(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Idempotent-Replayed")
                .filter("true"::equals)
                .isPresent();
    }

    /** How many requests the provider has seen for this model. */
    private static long upstreamCalls(String model) {
        URI counters = URI.create(Stage.turnpike().settings().modelsUrl() + "/sandbox/requests");
        return Wire.send(HttpRequest.newBuilder(counters).timeout(Duration.ofSeconds(10)).build())
                .body()
                .path("models")
                .path(model)
                .path("received")
                .asLong();
    }

    private long charges() {
        return Books.number(
                "select count(*) from generation where cost_nanos > 0 and account_id = ?",
                ada.account());
    }

    private Usd charged() {
        return new Usd(
                Books.number(
                        "select sum(cost_nanos) from generation where account_id = ?",
                        ada.account()));
    }

    private long claims() {
        return Books.number(
                "select count(*) from idempotent_call where account_id = ?", ada.account());
    }
}
