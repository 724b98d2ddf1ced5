package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.web.page.Download;
import dev.turnpike.web.page.PortalSettings;
import dev.turnpike.web.page.Visitors;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Hands out the receipt of a purchase as a PDF. */
@Path("/credits/{id: [0-9a-f-]{36}}/receipt.pdf")
@Singleton
@SignedIn
public class ReceiptPage {

    private final Visitors visitors;
    private final Purchases purchases;
    private final PurchaseSheets sheets;
    private final ReceiptPdf pdf;
    private final PortalSettings settings;

    @Inject
    public ReceiptPage(
            Visitors visitors,
            Purchases purchases,
            PurchaseSheets sheets,
            ReceiptPdf pdf,
            PortalSettings settings) {
        this.visitors = visitors;
        this.purchases = purchases;
        this.sheets = sheets;
        this.pdf = pdf;
        this.settings = settings;
    }

    @GET
    public Response show(@PathParam("id") UUID id) {
        Purchase purchase =
                purchases
                        .find(visitors.getVisitor().account(), new PurchaseId(id))
                        .filter(bought -> bought.status() == Purchase.Status.CREDITED)
                        .orElseThrow(NotFoundException::new);
        byte[] document =
                pdf.render(
                        sheets.of(purchase, false),
                        visitors.getVisitor().name(),
                        settings.publicUrl().toString());
        return Download.pdf(document, "turnpike-receipt-" + id + ".pdf");
    }
}
