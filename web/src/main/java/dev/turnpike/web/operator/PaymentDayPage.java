package dev.turnpike.web.operator;

import dev.turnpike.billing.reconciliation.PaymentDay;
import dev.turnpike.billing.reconciliation.PaymentDays;
import dev.turnpike.billing.reconciliation.PaymentReconciliation;
import dev.turnpike.web.page.Day;
import dev.turnpike.web.page.ErrorPages;
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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Optional;

/** What differs on one day, and a button to compare it once more. */
@Path(PaymentDaysPage.PATH + "/{day: [0-9]{4}-[0-9]{2}-[0-9]{2}}")
@Singleton
@SignedIn
@OperatorsOnly
@Produces(MediaType.TEXT_HTML)
public class PaymentDayPage {

    private final PaymentDays days;
    private final PaymentReconciliation reconciliation;
    private final Notes notes;

    @Inject
    public PaymentDayPage(PaymentDays days, PaymentReconciliation reconciliation, Notes notes) {
        this.days = days;
        this.reconciliation = reconciliation;
        this.notes = notes;
    }

    @GET
    public Page show(@PathParam("day") String asked) {
        return find(asked).map(this::page).orElse(ErrorPages.NOT_FOUND);
    }

    /** Asks the payment provider for the day anew; those that were never due are not compared. */
    @POST
    public Response create(@PathParam("day") String asked) {
        Optional<PaymentDay> known = find(asked);
        if (known.isEmpty()) {
            return Response.ok(ErrorPages.NOT_FOUND).build();
        }
        LocalDate day = known.get().day();
        notes.keep(told(reconciliation.compare(day)));
        return Redirect.to(PaymentDaysPage.PATH + "/" + day);
    }

    static Flash told(PaymentReconciliation.Outcome outcome) {
        return switch (outcome) {
            case PaymentReconciliation.Compared(PaymentDay now) ->
                    now.agrees()
                            ? Flash.done("Compared: both agree.")
                            : Flash.problem("Compared: they differ.");
            case PaymentReconciliation.NotOver _ -> Flash.problem("That day is not over yet.");
            case PaymentReconciliation.Unavailable(String problem) -> Flash.problem(problem);
            case PaymentReconciliation.Unreadable(String problem) -> Flash.problem(problem);
        };
    }

    private Optional<PaymentDay> find(String asked) {
        return Day.parse(asked).flatMap(days::find);
    }

    private Page page(PaymentDay day) {
        return Page.of("operator/payment-day", Day.text(day.day()), Section.OPERATOR)
                .with("day", PaymentDayRow.of(day))
                .with(
                        "differences",
                        days.listDifferences(day.day()).stream()
                                .map(PaymentDifferenceRow::of)
                                .toList());
    }
}
