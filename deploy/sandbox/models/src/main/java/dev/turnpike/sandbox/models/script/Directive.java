package dev.turnpike.sandbox.models.script;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A fault or measure that a test asks for inside its last user message. */
public enum Directive {
    /** Reply with this HTTP error. */
    STATUS(400, 599),
    /** Send this Retry-After header, in seconds, with the error. */
    RETRY_AFTER(0, 3_600),
    /** Refuse what was asked, as a provider's moderation does. */
    MODERATED,
    /** Wait this long before the reply starts; ten minutes is the longest any client waits. */
    DELAY_MS(0, 600_000),
    /** Wait this long between the start of the reply and its first token. */
    FIRST_TOKEN_MS(0, 600_000),
    /** Wait this long between tokens. */
    INTERVAL_MS(0, 60_000),
    /** Say this many tokens of lorem ipsum; the most that current models put out at once. */
    TOKENS(0, 128_000),
    /** Cut the connection after this many tokens. */
    DISCONNECT_AFTER(0, 128_000),
    /** Break off with an error inside the stream after this many tokens. */
    ERROR_AFTER(0, 128_000),
    /** Leave the usage out. */
    NO_USAGE,
    /** Send something that is not JSON. */
    GARBAGE,
    /** Say nothing at all. */
    EMPTY,
    /** Call two tools in one answer. */
    PARALLEL;

    private final boolean takesValue;
    private final int least;
    private final int most;

    Directive(int least, int most) {
        this.takesValue = true;
        this.least = least;
        this.most = most;
    }

    Directive() {
        this.takesValue = false;
        this.least = 0;
        this.most = 0;
    }

    boolean takesValue() {
        return takesValue;
    }

    int least() {
        return least;
    }

    int most() {
        return most;
    }

    String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Directive> findWritten(String word) {
        return Arrays.stream(values())
                .filter(directive -> directive.written().equals(word))
                .findFirst();
    }
}
