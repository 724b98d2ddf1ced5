package dev.turnpike.web.operator;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.BillComparison;
import dev.turnpike.billing.reconciliation.BillTolerance;
import dev.turnpike.billing.reconciliation.BilledModels;
import dev.turnpike.billing.reconciliation.ProviderBills;
import dev.turnpike.web.page.Day;
import dev.turnpike.web.page.ErrorPages;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a provider bills for one day, by model and class, beside what we priced. */
@Path(BillsPage.PATH + "/{provider: [a-z0-9-]{1,64}}/{day: [0-9]{4}-[0-9]{2}-[0-9]{2}}")
@Singleton
@SignedIn
@OperatorsOnly
@Produces(MediaType.TEXT_HTML)
public class BillDayPage {

    private final BillComparison comparison;
    private final BilledModels models;
    private final ProviderBills bills;
    private final BillTolerance tolerance;

    @Inject
    public BillDayPage(
            BillComparison comparison,
            BilledModels models,
            ProviderBills bills,
            BillTolerance tolerance) {
        this.comparison = comparison;
        this.bills = bills;
        this.models = models;
        this.tolerance = tolerance;
    }

    @GET
    public Page show(@PathParam("provider") String provider, @PathParam("day") String asked) {
        Optional<LocalDate> day = Day.parse(asked);
        String name = models.providers().get(provider);
        return day.isEmpty() || name == null
                ? ErrorPages.NOT_FOUND
                : page(provider, name, day.get());
    }

    private Page page(String provider, String name, LocalDate day) {
        List<BillComparison.Row> rows = comparison.list(provider, day);
        Usd ours = rows.stream().map(BillComparison.Row::ours).reduce(Usd.ZERO, Usd::plus);
        Usd theirs = rows.stream().map(BillComparison.Row::theirs).reduce(Usd.ZERO, Usd::plus);
        String month = day.toString().substring(0, "2026-11".length());
        return Page.of("operator/bill-day", name + ", " + Day.text(day), Section.OPERATOR)
                .with("provider", name)
                .with("day", Day.text(day))
                .with("back", BillsPage.PATH + "?provider=" + provider + "&month=" + month)
                .with("sum", BillSum.of(ours, theirs))
                .with(
                        "credits",
                        bills.listCredits(provider, day).stream().map(CreditedRow::of).toList())
                .with("rows", rows.stream().map(row -> BillClassRow.of(row, tolerance)).toList());
    }
}
