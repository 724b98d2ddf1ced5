package dev.turnpike.sandbox.models.script;

/** What comes of asking a model: an answer, an error, or a line gone dead. */
public sealed interface Outcome permits Answer, Failure, Outcome.HangUp {

    /** The connection is cut before the first byte of a reply. */
    record HangUp() implements Outcome {}
}
