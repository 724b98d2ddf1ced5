package dev.turnpike.bench.upstream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the upstream streams its answer; the caller writes it into the prompt, which passes every
 * gateway unchanged.
 *
 * @param intervalMillis from one chunk to the next; the first is sent at once
 */
public record StreamScript(int chunks, int intervalMillis) {

    /** Looked for first: most requests have none, and this is cheaper than the pattern. */
    private static final String MARKER = "bench-stream ";

    private static final Pattern FORM =
            Pattern.compile(MARKER + "chunks=([0-9]{1,6}) interval_ms=([0-9]{1,6})");

    /** The words that tell the upstream to play this script. */
    public String prompt() {
        return MARKER + "chunks=" + chunks + " interval_ms=" + intervalMillis;
    }

    /** Empty when the request asks for a plain answer. */
    static Optional<StreamScript> find(String body) {
        int start = body.indexOf(MARKER);
        if (start < 0) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(body).region(start, body.length());
        return form.lookingAt()
                ? Optional.of(
                        new StreamScript(
                                Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }
}
