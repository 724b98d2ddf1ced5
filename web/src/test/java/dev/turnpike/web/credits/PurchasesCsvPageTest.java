package dev.turnpike.web.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Csv;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PurchasesCsvPageTest {

    @Test
    void listsWhatWasBoughtAndWhatWasNot() {
        TakeBack refund =
                new TakeBack(
                        "re_1",
                        TakeBack.Kind.REFUND,
                        FixedPurchases.CREDITED.id(),
                        Usd.parse("3"),
                        Usd.parse("0.57"),
                        TakeBack.Status.TAKEN,
                        FixedPurchases.CREDITED.createdAt());

        Csv table =
                PurchasesCsvPage.table(
                        List.of(FixedPurchases.CREDITED, FixedPurchases.OPEN),
                        Map.of(FixedPurchases.CREDITED.id(), List.of(refund)));

        assertThat(new String(table.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        purchase_id,created_at,credited_at,state,amount_usd,payment_id,buyer_email,tax_usd,refunded_usd,disputed_usd\r
                        0193a000-0000-7000-0000-000000000001,2026-11-22T16:55:00Z,2026-11-22T16:56:40Z,credited,10.000000000,pi_3PxQ7b2eZvKYlo2C1a,ada@acme.example,0.000000000,3.570000000,0.000000000\r
                        0193a000-0000-7000-0000-000000000002,2026-11-22T16:55:00Z,,open,20.000000000,,ada@acme.example,0.000000000,0.000000000,0.000000000\r
                        """);
    }
}
