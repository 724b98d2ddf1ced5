package dev.turnpike.web.operator;

import dev.turnpike.billing.reconciliation.BillImport;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import dev.turnpike.web.usage.Month;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What providers bill, day by day, beside what we priced; and the form that takes a bill in. */
@Path(BillsPage.PATH)
@Singleton
@SignedIn
@OperatorsOnly
@Produces(MediaType.TEXT_HTML)
public class BillsPage {

    static final String PATH = "/operator/bills";

    private static final int UNPROCESSABLE = 422;

    private final Desk desk;
    private final BillsView view;
    private final BillImport bills;

    @Inject
    public BillsPage(Desk desk, BillsView view, BillImport bills) {
        this.desk = desk;
        this.view = view;
        this.bills = bills;
    }

    /** Of the provider and month that the address names; an address that names none shows none. */
    @GET
    public Page list(
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("month") @Nullable String month) {
        return view.page(BillForm.of(provider == null ? "" : provider), month);
    }

    @POST
    public Response create() {
        BillForm form = BillForm.read(desk.fields());
        return switch (bills.create(
                form.provider(), form.text(), desk.visitor().member().email())) {
            case BillImport.UnknownProvider _ ->
                    again(form.withProblem("Choose the provider that sent the bill."));
            case BillImport.Refused(var refused) -> again(form.refused(refused));
            case BillImport.Known(var bill) ->
                    done(
                            form,
                            Month.of(bill.lastDay().atStartOfDay().toInstant(ZoneOffset.UTC)),
                            "This file is in force already. Nothing has changed.");
            case BillImport.Imported(var bill) ->
                    done(
                            form,
                            Month.of(bill.lastDay().atStartOfDay().toInstant(ZoneOffset.UTC)),
                            "Imported: %,d %s, %s in all."
                                    .formatted(
                                            bill.lines(),
                                            bill.lines() == 1 ? "line" : "lines",
                                            Amount.of(bill.total())));
        };
    }

    private Response done(BillForm form, Month month, String sentence) {
        desk.notes().keep(Flash.done(sentence));
        return Redirect.to(PATH + "?provider=" + form.provider() + "&month=" + month.code());
    }

    private Response again(BillForm form) {
        return Response.ok(view.page(form, null).withStatus(UNPROCESSABLE)).build();
    }
}
