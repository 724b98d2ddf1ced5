package dev.turnpike.web.credits;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import dev.turnpike.web.page.Templates;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.logging.Level;

/** Prints a receipt. */
@Singleton
public class ReceiptPdf {

    private final Templates templates;

    static {
        // It reports every document at length otherwise.
        XRLog.listRegisteredLoggers().forEach(name -> XRLog.setLevel(name, Level.WARNING));
    }

    @Inject
    public ReceiptPdf(Templates templates) {
        this.templates = templates;
    }

    /** The document for a purchase that was credited. */
    byte[] render(PurchaseRow purchase, String buyer, String site) {
        String html =
                templates.render(
                        "credits/receipt",
                        Map.of("purchase", purchase, "buyer", buyer, "site", site));
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
}
