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
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What moved the balance in a month, so that it can be followed to the last digit. */
@Path("/credits/statement")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class StatementPage {

    /** Of the years 2000 to 2999: enough for every account, and no date that a database refuses. */
    private static final Pattern MONTH = Pattern.compile("2[0-9]{3}-(0[1-9]|1[0-2])");

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
        YearMonth present = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        if (month == null) {
            return page(present, present);
        }
        if (!MONTH.matcher(month).matches()) {
            return frame().with("unreadable", true).withStatus(BAD_REQUEST);
        }
        return page(YearMonth.parse(month), present);
    }

    private Page page(YearMonth asked, YearMonth present) {
        var month = new Month(asked);
        Page page =
                frame().with("unreadable", false)
                        .with("month", month)
                        .with("isFuture", asked.isAfter(present))
                        .with("isOver", asked.isBefore(present))
                        .with("present", present.toString());
        if (asked.isAfter(present)) {
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
