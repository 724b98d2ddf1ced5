package dev.turnpike.sandbox.models.script;

import java.time.Duration;

/** Speaks 64 tokens of lorem ipsum at the speed of a busy model. */
final class SlowScript implements Script {

    /** Ten tokens a second, after half a second of thought: 6.8 seconds for the default answer. */
    private static final Pace PACE =
            new Pace(Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(100));

    private final Answer answer;

    SlowScript(Lorem lorem) {
        this.answer = Answer.of(lorem.ofTokens(LoremScript.DEFAULT_TOKENS)).paced(PACE);
    }

    @Override
    public Outcome answer(Ask ask) {
        return answer;
    }
}
