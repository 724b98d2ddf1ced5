package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Visitors;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** One purchase: what was paid, what of it is left, and what went back. */
@Path("/credits/{id: [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class OnePurchasePage {

    private final Visitors visitors;
    private final Purchases purchases;
    private final PurchaseSheets sheets;

    @Inject
    public OnePurchasePage(Visitors visitors, Purchases purchases, PurchaseSheets sheets) {
        this.visitors = visitors;
        this.purchases = purchases;
        this.sheets = sheets;
    }

    @GET
    public Page show(@PathParam("id") UUID id) {
        return purchases
                .find(visitors.getVisitor().account(), new PurchaseId(id))
                .map(this::page)
                .orElse(ReturnPage.UNKNOWN);
    }

    private Page page(Purchase purchase) {
        return Page.of("credits/purchase", "Purchase", Section.CREDITS)
                .with("sheet", sheets.of(purchase, false));
    }
}
