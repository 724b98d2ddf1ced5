package dev.turnpike.web.credits;

import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Visitors;
import dev.turnpike.web.signin.SignedIn;
import dev.turnpike.web.usage.Month;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What moved the balance in a month, so that it can be followed to the last digit. */
@Path("/credits/statement")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class StatementPage {

    private static final int BAD_REQUEST = 400;

    private final Visitors visitors;
    private final Ledger ledger;
    private final InstantSource clock;

    @Inject
    public StatementPage(Visitors visitors, Ledger ledger, InstantSource clock) {
        this.visitors = visitors;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GET
    public Page show(@QueryParam("month") @Nullable String month) {
        Instant now = clock.instant();
        return Month.parse(month, now)
                .map(asked -> page(asked, now))
                .orElseGet(() -> frame().with("unreadable", true).withStatus(BAD_REQUEST));
    }

    private Page page(Month month, Instant now) {
        Page page =
                frame().with("unreadable", false)
                        .with("month", month)
                        .with("isFuture", month.isFuture(now))
                        .with("isOver", month.isOver(now))
                        .with("present", Month.of(now).code());
        if (month.isFuture(now)) {
            return page;
        }
        return page.with(
                "sheet",
                StatementSheet.of(
                        ledger.statement(
                                visitors.getVisitor().account(), month.start(), month.end())));
    }

    private static Page frame() {
        return Page.of("credits/statement", "Statement", Section.CREDITS);
    }
}
