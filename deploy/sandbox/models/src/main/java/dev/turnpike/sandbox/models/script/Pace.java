package dev.turnpike.sandbox.models.script;

import java.time.Duration;

/** How long a model takes: before the reply starts, before its first token, and between tokens. */
public record Pace(Duration beforeReply, Duration beforeFirst, Duration between) {

    public static final Pace AT_ONCE = new Pace(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** The time this many tokens take after the reply has started. */
    public Duration spokenIn(int tokens) {
        return beforeFirst.plus(between.multipliedBy(Math.max(0, tokens - 1)));
    }
}
