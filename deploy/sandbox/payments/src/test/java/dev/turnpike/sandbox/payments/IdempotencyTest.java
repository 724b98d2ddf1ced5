package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.sandbox.payments.api.IdempotentReplies;
import dev.turnpike.sandbox.payments.http.HttpAnswer;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Retrying a write under the same key never does it twice. */
class IdempotencyTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void answersARetryWithTheFirstAnswer() {
        HttpResponse<String> first = create("key-1", "name=Ada&email=ada@acme.example");
        HttpResponse<String> retry = create("key-1", "email=ada@acme.example&name=Ada");

        assertThat(retry.body()).isEqualTo(first.body());
        assertThat(retry.statusCode()).isEqualTo(200);
        assertThat(retry.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void refusesTheSameKeyWithOtherParameters() {
        create("key-1", "name=Ada");

        HttpResponse<String> other = create("key-1", "name=Bob");

        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body()).contains("idempotency_error", "same parameters");
    }

    @Test
    void letsACorrectedCallUseTheKeyOfARefusedOne() {
        create("key-1", "colour=red");

        assertThat(create("key-1", "name=Ada").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAKeyThatIsInUseAtTheMoment() {
        var replies = new IdempotentReplies(new ObjectStore(null), InstantSource.system());
        var question = new IdempotentReplies.Question("key-1", "same");
        var inside = new AtomicReference<HttpAnswer>();

        replies.once(
                question,
                () -> {
                    inside.set(replies.once(question, HttpAnswer.HangUp::new));
                    return new HttpAnswer.HangUp();
                });

        assertThat(inside.get())
                .isInstanceOfSatisfying(
                        HttpAnswer.Text.class,
                        text -> {
                            assertThat(text.status()).isEqualTo(409);
                            assertThat(text.body()).contains("idempotency_key_in_use");
                        });
    }

    private HttpResponse<String> create(String key, String body) {
        return world.api("POST", "/v1/customers", body, "Idempotency-Key", key);
    }
}
