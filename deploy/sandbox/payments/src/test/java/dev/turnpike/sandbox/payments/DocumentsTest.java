package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Invoice;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.checkout.SessionCreateParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a buyer keeps: a receipt, and an invoice to read and to print. */
class DocumentsTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void servesTheReceiptOfACharge() throws StripeException {
        Charge charge = world.paidCharge(World.GOOD_CARD);

        String receipt = world.get(path(charge.getReceiptUrl())).body();

        assertThat(receipt).contains("Receipt", "$10.00", "4242", "no real money");
        assertThat(world.get("/receipts/ch_none").statusCode()).isEqualTo(404);
    }

    @Test
    void servesTheInvoiceAsPageAndAsPdf() throws StripeException {
        SessionCreateParams order =
                World.tenDollars()
                        .setInvoiceCreation(
                                SessionCreateParams.InvoiceCreation.builder()
                                        .setEnabled(true)
                                        .build())
                        .build();
        String session = world.stripe.v1().checkout().sessions().create(order).getId();
        world.pay(session, World.GOOD_CARD);
        Invoice invoice =
                world.stripe
                        .v1()
                        .invoices()
                        .list(InvoiceListParams.builder().setLimit(1L).build())
                        .getData()
                        .getFirst();

        String page = world.get(path(invoice.getHostedInvoiceUrl())).body();
        var pdf = world.get(path(invoice.getInvoicePdf()));

        assertThat(page).contains(invoice.getNumber(), "Credit &lt;$10&gt;", "$10.00");
        assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(pdf.body())
                .startsWith("%PDF-1.4")
                .contains(invoice.getNumber())
                .endsWith("%%EOF\n");
    }

    private String path(String url) {
        assertThat(url).startsWith(world.url("/"));
        return url.substring(world.url("").length());
    }
}
