package dev.turnpike.web.operator;

import dev.turnpike.billing.ledger.LedgerCheck.Result;
import dev.turnpike.web.page.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last check as the page tells it.
 *
 * @param word the verdict in short
 * @param colour the badge's: {@code on} when right, {@code failed} when wrong, {@code sim} when not
 *     known
 * @param verdict in one sentence
 * @param at null before the first check
 */
public record CheckReport(
        String word,
        String colour,
        String verdict,
        @Nullable Moment at,
        String took,
        List<String> sentences) {

    private static final String UNKNOWN = "not known";

    static CheckReport of(Optional<Result> last, Instant now) {
        return last.map(result -> of(result, now)).orElseGet(CheckReport::none);
    }

    private static CheckReport none() {
        return new CheckReport(
                UNKNOWN,
                "sim",
                "Not checked yet: the first check comes within seconds of the start.",
                null,
                "",
                List.of());
    }

    private static CheckReport of(Result result, Instant now) {
        if (!result.isClean()) {
            return of(result, "wrong", "failed", "The books disagree with themselves.");
        }
        return result.isRecent(now)
                ? of(result, "right", "on", "The books agree with themselves.")
                : of(
                        result,
                        UNKNOWN,
                        "sim",
                        "The last check is too old to tell: those after it have failed.");
    }

    private static CheckReport of(Result result, String word, String colour, String verdict) {
        return new CheckReport(
                word,
                colour,
                verdict,
                Moment.of(result.at()),
                result.took().toMillis() + " ms",
                result.discrepancies());
    }
}
