package dev.turnpike.launcher;

/** Says in one sentence why the product cannot start here, and what to do about it. */
public final class CannotStart extends RuntimeException {

    public CannotStart(String sentence) {
        super(sentence);
    }

    public CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
