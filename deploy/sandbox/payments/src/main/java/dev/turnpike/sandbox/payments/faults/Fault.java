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
    HANG_UP_AFTER_COMMIT("hang_up_after_commit", 1_000, true);

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
