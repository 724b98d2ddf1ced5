package dev.turnpike.bench.load;

import java.io.IOException;

/** A reply that is no answer: the benchmark has no call that may be refused. */
final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_SHOWN = 300;

    RefusedException(int status, String body) {
        super(status + " " + body.substring(0, Math.min(MAX_SHOWN, body.length())));
    }
}
