package dev.turnpike.sandbox.payments.faults;

/**
 * The ways in which the sandbox misbehaves on request, so that a shop can be tested against them.
 */
public enum Fault {
    /** That many of the next events are never sent. */
    DROP("drop", 1_000, true),
    /** Every delivery arrives that many times more, all at once. */
    DUPLICATE("duplicate", 100, false),
    /** Every event waits that many milliseconds before it is first sent. */
    DELAY_MILLIS("delay_millis", 600_000, false),
    /** That many events are held back, then sent newest first; once. */
    REORDER("reorder", 1_000, false),
    /** That many of the next deliveries carry a wrong signature. */
    WRONG_SIGNATURE("wrong_signature", 1_000, true),
    /** That many of the next API writes take effect and answer 500. */
    FAIL_AFTER_COMMIT("fail_after_commit", 1_000, true),
    /** That many of the next API writes take effect and hang up without an answer. */
    HANG_UP_AFTER_COMMIT("hang_up_after_commit", 1_000, true),
    /** That many of the next API writes never take effect: they wait, then hang up. */
    HANG_BEFORE_COMMIT("hang_before_commit", 1_000, true),
    /** How many milliseconds such a write waits. */
    HANG_MILLIS("hang_millis", 600_000, false),
    /** Every answer of the API takes that many milliseconds to arrive, piece by piece. */
    SLOW_BODY_MILLIS("slow_body_millis", 600_000, false),
    /** Events and signatures are dated that many seconds in the future. */
    CLOCK_AHEAD_SECONDS("clock_ahead_seconds", 1_000_000, false),
    /** Events and signatures are dated that many seconds in the past. */
    CLOCK_BEHIND_SECONDS("clock_behind_seconds", 1_000_000, false),
    /** That many of the next deliveries are of another version of the API. */
    FOREIGN_API_VERSION("foreign_api_version", 1_000, true),
    /** That many of the next payments without the card's holder need authentication. */
    AUTHENTICATION_REQUIRED("authentication_required", 1_000, true),
    /** That many of the next payments without the card's holder find too little money. */
    INSUFFICIENT_FUNDS("insufficient_funds", 1_000, true);

    private final String wireName;
    private final int max;
    private final boolean countsDown;

    Fault(String wireName, int max, boolean countsDown) {
        this.wireName = wireName;
        this.max = max;
        this.countsDown = countsDown;
    }

    String wireName() {
        return wireName;
    }

    public int max() {
        return max;
    }

    /** Whether each use takes one away; the others stay until they are set anew. */
    boolean countsDown() {
        return countsDown;
    }
}
