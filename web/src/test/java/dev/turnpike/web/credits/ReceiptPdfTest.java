package dev.turnpike.web.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.web.page.Pdf;
import dev.turnpike.web.page.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class ReceiptPdfTest {

    private static final Seller SELLER =
            Seller.of("Acme Gateways Ltd.", "1 Toll Road; 12345 Bridgetown; VAT XX123");

    private final ReceiptPdf pdf = new ReceiptPdf(new Pdf(new Templates()), SELLER);

    @Test
    void printsWhoPaidHowMuchWhenAndWithWhichPayment() throws IOException {
        String text = text("Ada Lovelace");

        assertThat(text)
                .contains("Receipt", "Ada Lovelace", "ada@acme.example", "$10.00")
                .contains("pi_3PxQ7b2eZvKYlo2C1a", "22 Nov 2026")
                .contains(FixedPurchases.CREDITED.id().toString());
    }

    @Test
    void printsWhatWasPaidBack() throws IOException {
        assertThat(text("Ada Lovelace"))
                .contains("Refund by the seller, 22 Nov 2026, 17:05 UTC, refunded", "-$4.00");
    }

    @Test
    void printsWhoSold() throws IOException {
        assertThat(text("Ada Lovelace"))
                .contains("Acme Gateways Ltd.", "1 Toll Road", "12345 Bridgetown", "VAT XX123");
    }

    @Test
    void printsTheAddressOfABuyerWithoutANameOnce() throws IOException {
        assertThat(text("ada@acme.example")).containsOnlyOnce("ada@acme.example");
    }

    @Test
    void printsAHostileNameAsText() throws IOException {
        assertThat(text("<img src=x> & Sons")).contains("<img src=x> & Sons");
    }

    private String text(String buyer) throws IOException {
        byte[] document =
                pdf.render(
                        FixedSheets.of("6", "6")
                                .with(FixedSheets.refund(Refund.Status.PAID, null))
                                .sheet(false),
                        buyer,
                        "http://127.0.0.1:8080");
        Path folder = Files.createDirectories(Path.of("target", "pages"));
        Files.write(folder.resolve("receipt.pdf"), document);
        try (PDDocument parsed = Loader.loadPDF(document)) {
            return new PDFTextStripper().getText(parsed);
        }
    }
}
