package dev.turnpike.sandbox.models.script;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Fails in a fixed rotation, one way after the other, and answers on every sixth call. */
final class FlakyScript implements Script {

    private static final int RETRY_AFTER_SECONDS = 1;
    private static final int TOKENS_BEFORE_HANGING_UP = 3;

    private final List<Outcome> rotation;
    private final AtomicLong calls = new AtomicLong();

    FlakyScript(Lorem lorem) {
        Answer whole = Answer.of(lorem.ofTokens(LoremScript.DEFAULT_TOKENS));
        this.rotation =
                List.of(
                        Failure.broken(),
                        Failure.rateLimited(RETRY_AFTER_SECONDS),
                        Failure.unavailable(),
                        new Outcome.HangUp(),
                        whole.hangingUpAfter(TOKENS_BEFORE_HANGING_UP),
                        whole);
    }

    @Override
    public Outcome answer(Ask ask) {
        return rotation.get((int) (calls.getAndIncrement() % rotation.size()));
    }

    void rewind() {
        calls.set(0);
    }
}
