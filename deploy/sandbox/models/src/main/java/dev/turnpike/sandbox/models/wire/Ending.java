package dev.turnpike.sandbox.models.wire;

/** Why an answer ended. */
public sealed interface Ending {
    /** Everything was said. */
    record Finished() implements Ending {}

    /** The caller's token limit was reached. */
    record OutOfTokens() implements Ending {}

    /** A stop sequence of the caller came up. */
    record Stopped(String sequence) implements Ending {}

    /** The model waits for tools. */
    record CallsTools() implements Ending {}
}
