package dev.turnpike.web.operator;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.BillComparison;
import dev.turnpike.billing.reconciliation.BillCredit;
import dev.turnpike.billing.reconciliation.BilledModels;
import dev.turnpike.billing.reconciliation.ProviderBills;
import dev.turnpike.web.page.Csv;
import dev.turnpike.web.page.Csv.Cell;
import dev.turnpike.web.page.Download;
import dev.turnpike.web.page.ErrorPages;
import dev.turnpike.web.signin.SignedIn;
import dev.turnpike.web.usage.Month;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A month of a provider for a spreadsheet.
 *
 * <p>Columns, which stay as they are: {@code day}, {@code model} (as the provider calls it), {@code
 * class}, {@code our_quantity}, {@code our_usd}, {@code their_quantity}, {@code their_usd}, {@code
 * variance_usd} (theirs less ours), {@code known} ({@code no} for a model that we do not know). A
 * credit has the class {@code credit}, its reason in place of the model, and a variance of 0: it is
 * compared with nothing.
 */
@Path(BillsPage.PATH + "/{provider: [a-z0-9-]{1,64}}/{month: [0-9]{4}-[0-9]{2}}.csv")
@Singleton
@SignedIn
@OperatorsOnly
public class BillCsvPage {

    private final BillComparison comparison;
    private final BilledModels models;
    private final ProviderBills bills;
    private final InstantSource clock;

    @Inject
    public BillCsvPage(
            BillComparison comparison,
            BilledModels models,
            ProviderBills bills,
            InstantSource clock) {
        this.comparison = comparison;
        this.models = models;
        this.bills = bills;
        this.clock = clock;
    }

    @GET
    public Response show(@PathParam("provider") String provider, @PathParam("month") String asked) {
        Instant now = clock.instant();
        Optional<Month> month = Month.parse(asked, now).filter(it -> !it.isFuture(now));
        if (month.isEmpty() || !models.providers().containsKey(provider)) {
            return Response.ok(ErrorPages.NOT_FOUND, MediaType.TEXT_HTML_TYPE).build();
        }
        return Download.csv(
                table(provider, month.get()),
                "turnpike-bill-" + provider + "-" + month.get().code() + ".csv");
    }

    Csv table(String provider, Month month) {
        Csv table =
                new Csv(
                        "day",
                        "model",
                        "class",
                        "our_quantity",
                        "our_usd",
                        "their_quantity",
                        "their_usd",
                        "variance_usd",
                        "known");
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (LocalDate day = month.value().atDay(1);
                !day.isAfter(month.value().atEndOfMonth()) && day.isBefore(today);
                day = day.plusDays(1)) {
            for (BillComparison.Row row : comparison.list(provider, day)) {
                add(table, day, row);
            }
            for (BillCredit credit : bills.listCredits(provider, day)) {
                add(table, credit);
            }
        }
        return table;
    }

    private static void add(Csv table, BillCredit credit) {
        table.add(
                Cell.text(credit.day().toString()),
                Cell.text(credit.reason()),
                Cell.text("credit"),
                Cell.number(0),
                Cell.amount(Usd.ZERO),
                Cell.number(0),
                Cell.amount(credit.amount()),
                Cell.amount(Usd.ZERO),
                Cell.text("yes"));
    }

    private static void add(Csv table, LocalDate day, BillComparison.Row row) {
        table.add(
                Cell.text(day.toString()),
                Cell.text(row.model()),
                Cell.text(row.tokenClass().code()),
                Cell.number(row.ourQuantity()),
                Cell.amount(row.ours()),
                Cell.number(row.theirQuantity()),
                Cell.amount(row.theirs()),
                Cell.amount(row.variance()),
                Cell.text(row.isKnown() ? "yes" : "no"));
    }
}
