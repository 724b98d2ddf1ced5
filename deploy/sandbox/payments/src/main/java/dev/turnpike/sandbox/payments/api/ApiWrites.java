package dev.turnpike.sandbox.payments.api;

import dev.turnpike.sandbox.payments.faults.Fault;
import dev.turnpike.sandbox.payments.faults.FaultKnobs;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.HttpAnswer;
import dev.turnpike.sandbox.payments.http.HttpCall;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Commits;
import java.time.Duration;
import java.util.Optional;

/**
 * Carries out what changes something: once for each idempotency key, and with the faults asked for.
 */
public final class ApiWrites {

    /** Stripe's own limit, characters. */
    private static final int MAX_IDEMPOTENCY_KEY = 255;

    private final IdempotentReplies replies;
    private final Commits commits;
    private final FaultKnobs faults;

    public ApiWrites(IdempotentReplies replies, Commits commits, FaultKnobs faults) {
        this.replies = replies;
        this.commits = commits;
        this.faults = faults;
    }

    public HttpAnswer answer(HttpCall call, Invocation invocation, String requestId) {
        if (faults.take(Fault.HANG_BEFORE_COMMIT)) {
            hang();
            return new HttpAnswer.HangUp();
        }
        Optional<String> key = call.findHeader("idempotency-key").filter(text -> !text.isBlank());
        if (key.isEmpty()) {
            var cause = new Changes.Cause(requestId, null);
            return commits.decide(cause, changes -> disturbed(invocation.act(changes)).sent());
        }
        if (key.get().length() > MAX_IDEMPOTENCY_KEY) {
            return HttpAnswer.of(
                    ApiError.invalid(null, "Idempotency keys have at most 255 characters.", null));
        }
        var question = IdempotentReplies.Question.of(key.get(), call, invocation.given());
        var cause = new Changes.Cause(requestId, key.get());
        return replies.once(
                question,
                () -> commits.decide(cause, changes -> remembered(question, invocation, changes)));
    }

    private void hang() {
        try {
            Thread.sleep(Duration.ofMillis(faults.value(Fault.HANG_MILLIS)));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpAnswer remembered(
            IdempotentReplies.Question question, Invocation invocation, Changes changes) {
        HttpAnswer.Text answer = invocation.act(changes);
        if (!hasBegun(answer)) {
            // A refused call never began; it may be sent again under the same key, corrected.
            return answer;
        }
        Disturbed disturbed = disturbed(answer);
        replies.remember(question, disturbed.kept(), changes);
        return disturbed.sent();
    }

    /** A declined payment was carried out, too: trying it again under its key asks no bank. */
    private static boolean hasBegun(HttpAnswer.Text answer) {
        return answer.status() == 200 || answer.status() == 402;
    }

    /** What is kept for the idempotency key, and what really goes out. */
    private record Disturbed(HttpAnswer.Text kept, HttpAnswer sent) {}

    private Disturbed disturbed(HttpAnswer.Text answer) {
        if (!hasBegun(answer)) {
            return new Disturbed(answer, answer);
        }
        if (faults.take(Fault.FAIL_AFTER_COMMIT)) {
            // Stripe, too, repeats a 500 for as long as the key lives.
            HttpAnswer.Text failure = HttpAnswer.of(ApiError.internal());
            return new Disturbed(failure, failure);
        }
        boolean hangsUp = faults.take(Fault.HANG_UP_AFTER_COMMIT);
        return new Disturbed(answer, hangsUp ? new HttpAnswer.HangUp() : answer);
    }
}
