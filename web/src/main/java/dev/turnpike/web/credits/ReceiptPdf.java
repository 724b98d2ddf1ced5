package dev.turnpike.web.credits;

import dev.turnpike.web.page.Pdf;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Prints a receipt. */
@Singleton
public class ReceiptPdf {

    private final Pdf pdf;
    private final Seller seller;

    @Inject
    public ReceiptPdf(Pdf pdf, Seller seller) {
        this.pdf = pdf;
        this.seller = seller;
    }

    /** The document for a purchase that was credited. */
    byte[] render(PurchaseSheet sheet, String buyer, String site) {
        PurchaseRow purchase = sheet.row();
        return pdf.print(
                "credits/receipt",
                Map.of(
                        "purchase",
                        purchase,
                        "sheet",
                        sheet,
                        "seller",
                        seller,
                        "buyer",
                        lines(buyer, purchase.buyer()),
                        "site",
                        site));
    }

    /**
     * Whoever gave no name is called by the e-mail address, which then need not stand there twice.
     */
    private static List<String> lines(String buyer, String email) {
        return buyer.equalsIgnoreCase(email) ? List.of(email) : List.of(buyer, email);
    }
}
