package dev.turnpike.api.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnpike.api.NotedResponse;
import dev.turnpike.api.gateway.LateSettlements;
import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.idempotency.RepeatableCalls.Making;
import dev.turnpike.api.stream.Events;
import dev.turnpike.api.stream.HttpOutlet;
import dev.turnpike.api.stream.Outlet;
import dev.turnpike.api.stream.Pulse;
import dev.turnpike.billing.StoreUnavailable;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.idempotency.Claim;
import dev.turnpike.billing.idempotency.Idempotency;
import dev.turnpike.billing.idempotency.IdempotencyKey;
import dev.turnpike.billing.idempotency.NamedCall;
import dev.turnpike.billing.idempotency.RequestDigest;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.usage.GenerationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RepeatableCallsTest {

    private static final GenerationId ID = GenerationId.of(Instant.EPOCH);
    private static final Pulse PULSE = new Pulse();
    private static final String STREAM = "data: one\n\ndata: two\n\ndata: [DONE]\n\n";

    private final AnswersInMemory answers = new AnswersInMemory();
    private final StampedSeal seal = new StampedSeal();
    private final RepeatableCalls server = server();
    private final RepeatableCalls otherServer = server();
    private final AtomicInteger made = new AtomicInteger();

    private RepeatableCalls server() {
        return new RepeatableCalls(
                new Idempotency(answers, seal, NodeOnly.leases()), new LateSettlements());
    }

    @Test
    void makesOneCallOfManyEqualRequests() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        List<NotedResponse> replies = Stream.generate(NotedResponse::new).limit(20).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> asked =
                    replies.stream()
                            .map(
                                    reply ->
                                            CompletableFuture.runAsync(
                                                    () -> ask(reply, "a", false, whole(goOn)),
                                                    threads))
                            .toList();
            await().until(() -> made.get() == 1);
            goOn.countDown();
            asked.forEach(CompletableFuture::join);
        }

        assertThat(made).hasValue(1);
        assertThat(replies).extracting(NotedResponse::body).containsOnly("{\"x\":1}");
        assertThat(replies).extracting(it -> it.header("X-Generation-Id")).containsOnly(ID + "");
        assertThat(replies).filteredOn(it -> it.header("Idempotent-Replayed") != null).hasSize(19);
    }

    @Test
    void letsOthersFollowAStreamWhileItRuns() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        NotedResponse first = new NotedResponse();
        NotedResponse second = new NotedResponse();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one =
                    CompletableFuture.runAsync(() -> ask(first, "a", true, stream(goOn)), threads);
            await().until(() -> first.body().contains("one"));
            var two =
                    CompletableFuture.runAsync(() -> ask(second, "a", true, stream(goOn)), threads);

            await().until(() -> second.body().equals("data: one\n\n"));
            goOn.countDown();
            CompletableFuture.allOf(one, two).join();
        }

        assertThat(first.body()).isEqualTo(STREAM);
        assertThat(second.body()).isEqualTo(STREAM);
        assertThat(made).hasValue(1);
    }

    @Test
    void waitsForACallOfAnotherServer() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        NotedResponse reply = new NotedResponse();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one =
                    CompletableFuture.runAsync(
                            () -> ask(new NotedResponse(), "a", true, stream(goOn)), threads);
            await().until(() -> made.get() == 1);
            var two =
                    CompletableFuture.runAsync(
                            () -> ask(otherServer, reply, "a", true, stream(goOn)), threads);
            goOn.countDown();
            CompletableFuture.allOf(one, two).join();
        }

        assertThat(reply.body()).isEqualTo(STREAM);
        assertThat(reply.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(made).hasValue(1);
    }

    @Test
    void finishesAStreamWhoseCallerLeaves() {
        NotedResponse gone = new NotedResponse(5);
        ask(gone, "a", true, stream(new CountDownLatch(0)));

        NotedResponse again = new NotedResponse();
        ask(again, "a", true, stream(new CountDownLatch(0)));

        assertThat(gone.body()).isEqualTo("data:");
        assertThat(again.body()).isEqualTo(STREAM);
        assertThat(made).hasValue(1);
    }

    @Test
    void refusesAnotherRequestOfTheSameName() {
        ask(new NotedResponse(), "a", false, whole(new CountDownLatch(0)));

        NotedResponse other = new NotedResponse();
        ask(other, "b", false, whole(new CountDownLatch(0)));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body()).contains("used with another request");
    }

    @Test
    void neitherRepeatsNorMakesAgainWhatCannotBeOpened() {
        ask(new NotedResponse(), "a", false, whole(new CountDownLatch(0)));
        seal.breakAll();

        NotedResponse again = new NotedResponse();
        ask(again, "a", false, whole(new CountDownLatch(0)));

        assertThat(again.status()).isEqualTo(500);
        assertThat(again.header("x-should-retry")).isEqualTo("false");
        assertThat(again.body())
                .contains("charged as " + ID, "cannot be opened")
                .doesNotContain("{\"x\":1}");
        assertThat(made).hasValue(1);
    }

    @Test
    void keepsNoRefusal() {
        Making refusing =
                outlet ->
                        unchecked(
                                () -> {
                                    made.incrementAndGet();
                                    outlet.refuse(null, ApiError.of(ErrorType.TIMEOUT, "Late."));
                                });
        NotedResponse reply = new NotedResponse();

        ask(reply, "a", false, refusing);

        assertThat(reply.status()).isEqualTo(504);
        assertThat(answers.isEmpty()).isTrue();
        ask(new NotedResponse(), "a", false, refusing);
        assertThat(made).hasValue(2);
    }

    @Test
    void forgetsLaterWhatTheDatabaseDidNotForget() {
        ask(
                new NotedResponse(),
                "a",
                false,
                outlet ->
                        unchecked(
                                () -> {
                                    answers.failNext(2);
                                    outlet.refuse(null, ApiError.of(ErrorType.TIMEOUT, "Late."));
                                }));
        assertThat(answers.isEmpty()).isFalse();

        await().until(answers::isEmpty);
    }

    @Test
    void tellsOfAChargeWhoseAnswerWasTooLongToBeKept() {
        byte[] long4MiB = new byte[Recording.MAX_BYTES + 1];
        Making making =
                outlet ->
                        unchecked(
                                () -> {
                                    outlet.keep(ID, long4MiB);
                                    outlet.whole(ID, long4MiB);
                                });
        NotedResponse first = new NotedResponse();
        ask(first, "a", false, making);
        NotedResponse second = new NotedResponse();
        ask(second, "a", false, making);

        assertThat(first.body()).hasSize(long4MiB.length);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body()).contains("charged as " + ID);
        assertThat(second.header("x-should-retry")).isEqualTo("false");
    }

    @Test
    void endsALongStreamWithItsCaller() {
        Making making =
                outlet ->
                        unchecked(
                                () -> {
                                    Events events = outlet.begin(ID, () -> {});
                                    events.send(new byte[Recording.MAX_BYTES - 20]);
                                    assertThatThrownBy(() -> events.send(new byte[20]))
                                            .isInstanceOf(IOException.class);
                                    outlet.cutOff(ID);
                                });
        ask(new NotedResponse(5), "a", true, making);
        NotedResponse again = new NotedResponse();
        ask(again, "a", true, making);

        assertThat(again.status()).isEqualTo(409);
    }

    @Test
    void makesNoCallWhenTheDatabaseIsAway() {
        answers.failNext(1);

        assertThatThrownBy(() -> ask(new NotedResponse(), "a", false, whole(new CountDownLatch(0))))
                .isInstanceOf(StoreUnavailable.class);

        assertThat(made).hasValue(0);
    }

    @Test
    void tellsClientsNotToRepeatAnUnnamedCallThatMayBeCharged() throws IOException {
        NotedResponse reply = new NotedResponse();
        HttpOutlet outlet = new HttpOutlet(reply.servletResponse(), PULSE);

        outlet.keep(ID, new byte[0]);
        outlet.refuse(null, ApiError.of(ErrorType.SERVICE_UNAVAILABLE, "Away."));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("x-should-retry")).isEqualTo("false");
        assertThat(reply.header("X-Generation-Id")).isEqualTo(ID.toString());
        assertThat(reply.body()).contains("may be charged");
        // What a stream ends with that had begun.
        assertThat(outlet.told(ApiError.of(ErrorType.SERVER, "Sorry.")).message())
                .contains("may be charged", ID.toString());
    }

    /** Asks for the call named n by a request with this body. */
    private void ask(NotedResponse reply, String body, boolean streamed, Making making) {
        ask(server, reply, body, streamed, making);
    }

    private static void ask(
            RepeatableCalls at, NotedResponse reply, String body, boolean streamed, Making making) {
        NamedCall call =
                new NamedCall(
                        new AccountId(new UUID(0, 1)),
                        new ApiKeyId(new UUID(0, 2)),
                        new IdempotencyKey("n"),
                        RequestDigest.of("/", body.getBytes(UTF_8)));
        var outlet = new HttpOutlet(reply.servletResponse(), PULSE);
        unchecked(() -> at.answer(Claim.of(call, "m", streamed), outlet, making));
    }

    private Making whole(CountDownLatch goOn) {
        return outlet ->
                unchecked(
                        () -> {
                            made.incrementAndGet();
                            pass(goOn);
                            byte[] body = "{\"x\":1}".getBytes(UTF_8);
                            outlet.keep(ID, body);
                            outlet.whole(ID, body);
                        });
    }

    private Making stream(CountDownLatch goOn) {
        return outlet -> unchecked(() -> stream(outlet, goOn));
    }

    private void stream(Outlet outlet, CountDownLatch goOn) throws IOException {
        made.incrementAndGet();
        Events events = outlet.begin(ID, () -> {});
        events.send("one".getBytes(UTF_8));
        pass(goOn);
        byte[] two = "two".getBytes(UTF_8);
        byte[] done = "[DONE]".getBytes(UTF_8);
        outlet.keep(ID, two, done);
        events.send(two);
        events.send(done);
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void unchecked(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
