package dev.turnpike.web.operator;

import dev.turnpike.billing.books.AccountSum;
import dev.turnpike.billing.books.Books;
import dev.turnpike.billing.credits.PaymentEvents;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.ledger.LedgerCheck;
import dev.turnpike.billing.ledger.LedgerCheck.Result;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Notes;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Whether the money is right: the last check, and what everything adds up to now. */
@Path("/operator/books")
@Singleton
@SignedIn
@OperatorsOnly
@Produces(MediaType.TEXT_HTML)
public class BooksPage {

    private static final String PATH = "/operator/books";

    /** A card payment and its event take seconds; after this something may be waiting. */
    private static final Duration USUAL_PAYMENT = Duration.ofMinutes(2);

    /** More than anybody reads; the oldest come first, and those are the ones to worry about. */
    static final int MAX_ROWS = 50;

    private final LedgerCheck check;
    private final Books books;
    private final Purchases purchases;
    private final PaymentEvents events;
    private final OthersSay others;
    private final Notes notes;
    private final InstantSource clock;

    @Inject
    public BooksPage(
            LedgerCheck check,
            Books books,
            Purchases purchases,
            PaymentEvents events,
            OthersSay others,
            Notes notes,
            InstantSource clock) {
        this.check = check;
        this.books = books;
        this.purchases = purchases;
        this.events = events;
        this.others = others;
        this.notes = notes;
        this.clock = clock;
    }

    @GET
    public Page show() {
        Instant now = clock.instant();
        List<AccountSum> sums = books.listSums();
        Page page =
                Page.of("operator/books", "Books", Section.OPERATOR)
                        .with("check", CheckReport.of(check.findLast(), now))
                        .with("trial", TrialBalance.of(sums))
                        .with("others", others.list())
                        .with("totals", TotalsRow.of(books.totals()));
        return page.with("nodes", books.listNodes(MAX_ROWS).stream().map(NodeRow::of).toList())
                .with(
                        "events",
                        events.listFailed(MAX_ROWS).stream().map(WaitingEventRow::of).toList())
                .with(
                        "purchases",
                        purchases.listOpen(now.minus(USUAL_PAYMENT), MAX_ROWS).stream()
                                .map(OpenPurchaseRow::of)
                                .toList());
    }

    /** Checks now; it takes as long as it takes to read the journal. */
    @POST
    public Response create() {
        Result result = check.run();
        notes.keep(
                result.isClean()
                        ? Flash.done("Checked: the books agree with themselves.")
                        : Flash.problem("Checked: the books disagree with themselves."));
        return Redirect.to(PATH);
    }
}
