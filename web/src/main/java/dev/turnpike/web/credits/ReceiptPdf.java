package dev.turnpike.web.credits;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import dev.turnpike.web.page.Templates;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

/** Prints a receipt. */
@Singleton
public class ReceiptPdf {

    private final Templates templates;
    private final Seller seller;

    static {
        // It reports every document at length otherwise.
        XRLog.listRegisteredLoggers().forEach(name -> XRLog.setLevel(name, Level.WARNING));
    }

    @Inject
    public ReceiptPdf(Templates templates, Seller seller) {
        this.templates = templates;
        this.seller = seller;
    }

    /** The document for a purchase that was credited. */
    byte[] render(PurchaseRow purchase, String buyer, String site) {
        String html =
                templates.render(
                        "credits/receipt",
                        Map.of(
                                "purchase",
                                purchase,
                                "seller",
                                seller,
                                "buyer",
                                lines(buyer, purchase.buyer()),
                                "site",
                                site));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.withHtmlContent(html, null);
            builder.withProducer("Turnpike");
            builder.toStream(out);
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Whoever gave no name is called by the e-mail address, which then need not stand there twice.
     */
    private static List<String> lines(String buyer, String email) {
        return buyer.equalsIgnoreCase(email) ? List.of(email) : List.of(buyer, email);
    }
}
