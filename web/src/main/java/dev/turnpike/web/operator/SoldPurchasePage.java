package dev.turnpike.web.operator;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.PurchaseSearch;
import dev.turnpike.billing.credits.refunds.RefundDesk;
import dev.turnpike.billing.credits.refunds.RefundOutcome;
import dev.turnpike.web.credits.PurchaseSheet;
import dev.turnpike.web.credits.PurchaseSheets;
import dev.turnpike.web.credits.RefundForm;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** One purchase of some account, and the form by which an operator refunds what is left of it. */
@Path("/operator/purchases/{id: [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}")
@Singleton
@SignedIn
@OperatorsOnly
@Produces(MediaType.TEXT_HTML)
public class SoldPurchasePage {

    private static final int UNPROCESSABLE = 422;

    private final Desk desk;
    private final PurchaseSearch search;
    private final PurchaseSheets sheets;
    private final RefundDesk refunds;

    @Inject
    public SoldPurchasePage(
            Desk desk, PurchaseSearch search, PurchaseSheets sheets, RefundDesk refunds) {
        this.desk = desk;
        this.search = search;
        this.sheets = sheets;
        this.refunds = refunds;
    }

    @GET
    public Page show(@PathParam("id") UUID id) {
        Purchase purchase = get(id);
        PurchaseSheet sheet = sheets.of(purchase, true);
        return page(purchase, sheet, RefundForm.of(sheet));
    }

    /** Refunds it. */
    @POST
    public Response create(@PathParam("id") UUID id) {
        Purchase purchase = get(id);
        RefundForm form = RefundForm.read(desk.fields());
        return switch (form.checkWithReason(purchase, desk.visitor().member().email())) {
            case RefundForm.Bad(RefundForm bad) -> again(purchase, bad);
            case RefundForm.Good(var order) ->
                    switch (refunds.create(order)) {
                        case RefundOutcome.Asked(var refund, _) -> {
                            desk.notes().keep(RefundForm.told(refund));
                            yield Redirect.to(PurchasesPage.PATH + "/" + purchase.id());
                        }
                        case RefundOutcome.Refused why -> again(purchase, form.refused(why));
                    };
        };
    }

    private Purchase get(UUID id) {
        return search.find(new PurchaseId(id)).orElseThrow(NotFoundException::new);
    }

    private Response again(Purchase purchase, RefundForm form) {
        Page page = page(purchase, sheets.of(purchase, true), form);
        return Response.ok(page.withStatus(UNPROCESSABLE)).build();
    }

    static Page page(Purchase purchase, PurchaseSheet sheet, RefundForm form) {
        return Page.of("operator/purchase", "Purchase", Section.OPERATOR)
                .with("sheet", sheet)
                .with("account", purchase.account().toString())
                .with("form", form);
    }
}
