package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.credits.refunds.RefundDesk;
import dev.turnpike.billing.credits.refunds.RefundOutcome;
import dev.turnpike.billing.credits.refunds.Refunding;
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
import java.util.Locale;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Says what goes back to which card and what stays, and refunds what is left of a purchase. Whoever
 * may buy for an account may have it refunded: every member of it.
 */
@Path("/credits/{id: [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}/refund")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class RefundPage {

    private static final Logger LOG = Logger.getLogger(RefundPage.class.getName());
    private static final int UNPROCESSABLE = 422;

    private final Desk desk;
    private final Purchases purchases;
    private final PurchaseSheets sheets;
    private final RefundDesk refunds;
    private final Refunding provider;

    @Inject
    public RefundPage(
            Desk desk,
            Purchases purchases,
            PurchaseSheets sheets,
            RefundDesk refunds,
            Refunding provider) {
        this.desk = desk;
        this.purchases = purchases;
        this.sheets = sheets;
        this.refunds = refunds;
        this.provider = provider;
    }

    @GET
    public Page show(@PathParam("id") UUID id) {
        Purchase purchase = get(id);
        return page(purchase, RefundForm.of(sheets.of(purchase, false)));
    }

    @POST
    public Response create(@PathParam("id") UUID id) {
        Purchase purchase = get(id);
        RefundForm form = RefundForm.read(desk.fields());
        return switch (form.check(purchase, desk.visitor().member().email())) {
            case RefundForm.Bad(RefundForm bad) -> again(purchase, bad);
            case RefundForm.Good(var order) ->
                    switch (refunds.create(order)) {
                        case RefundOutcome.Asked(var refund, _) -> {
                            desk.notes().keep(RefundForm.told(refund));
                            yield Redirect.to("/credits/" + purchase.id());
                        }
                        case RefundOutcome.Refused why -> again(purchase, form.refused(why));
                    };
        };
    }

    private Purchase get(UUID id) {
        return purchases
                .find(desk.visitor().account(), new PurchaseId(id))
                .orElseThrow(NotFoundException::new);
    }

    private Response again(Purchase purchase, RefundForm form) {
        return Response.ok(page(purchase, form).withStatus(UNPROCESSABLE)).build();
    }

    private Page page(Purchase purchase, RefundForm form) {
        return page(sheets.of(purchase, false), form, card(purchase));
    }

    static Page page(PurchaseSheet sheet, RefundForm form, String card) {
        return Page.of("credits/refund", "Refund", Section.CREDITS)
                .with("sheet", sheet)
                .with("form", form)
                .with("card", card);
    }

    /** What to call the card that paid; the refund does not depend on knowing it. */
    private String card(Purchase purchase) {
        String payment = purchase.paymentId();
        try {
            return payment == null
                    ? "nowhere"
                    : provider.findCard(payment).map(RefundPage::name).orElse("what you paid with");
        } catch (PaymentsUnavailable e) {
            LOG.log(Level.WARNING, "The card of a payment could not be looked up.", e);
            return "the card that you paid with";
        }
    }

    static String name(Refunding.PaidCard card) {
        String brand = card.brand();
        return "your %s card ending in %s"
                .formatted(
                        brand.length() <= 4 && !brand.equals("visa")
                                ? brand.toUpperCase(Locale.ROOT)
                                : brand.substring(0, 1).toUpperCase(Locale.ROOT)
                                        + brand.substring(1),
                        card.lastFour());
    }
}
