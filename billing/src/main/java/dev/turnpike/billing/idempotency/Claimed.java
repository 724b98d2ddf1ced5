package dev.turnpike.billing.idempotency;

import dev.turnpike.billing.usage.GenerationId;

/** What came of a claim. */
public sealed interface Claimed {

    /** The call is to be made now, by whoever asked. */
    record Granted() implements Claimed {}

    /** The call is being made; it will have an answer, or be free again. */
    record Running() implements Claimed {}

    /** Another request has this name. */
    record OtherRequest() implements Claimed {}

    /** The call was made and charged. */
    record Answered(KeptAnswer answer) implements Claimed {}

    /** The call was made and charged as this one; its answer is kept, but cannot be opened. */
    record Unreadable(GenerationId call) implements Claimed {}
}
