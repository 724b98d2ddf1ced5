package dev.turnpike.api.books;

import dev.turnpike.api.http.Json;
import dev.turnpike.billing.ledger.LedgerCheck;
import dev.turnpike.billing.ledger.LedgerCheck.Result;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether the books are known to be right. It says no more than that, because everybody may ask.
 *
 * <p>It has an address of its own: a wrong sum must wake an operator, and not take every server out
 * of the load balancer, as readiness would.
 */
@Singleton
public class BooksHealth {

    private final LedgerCheck check;
    private final InstantSource clock;

    @Inject
    BooksHealth(LedgerCheck check, InstantSource clock) {
        this.check = check;
        this.clock = clock;
    }

    /** An HTTP status and its body. */
    record Report(int status, ObjectNode body) {}

    /** What is not known, or was known long ago, is not called right. */
    Report report() {
        Result last = check.findLast().orElse(null);
        boolean up = last != null && last.isClean() && last.isRecent(clock.instant());
        ObjectNode body = Json.object().put("status", up ? "UP" : "DOWN");
        if (!up) {
            body.put("discrepancies", last == null ? 0 : last.discrepancies().size());
        }
        body.put("checked_at", text(last));
        return new Report(
                up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE, body);
    }

    private static @Nullable String text(@Nullable Result last) {
        return last == null ? null : last.at().toString();
    }
}
