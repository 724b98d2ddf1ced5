package dev.turnpike.web.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.web.page.Csv;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurchasesCsvPageTest {

    @Test
    void listsWhatWasBoughtAndWhatWasNot() {
        Csv table = PurchasesCsvPage.table(List.of(FixedPurchases.CREDITED, FixedPurchases.OPEN));

        assertThat(new String(table.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        purchase_id,created_at,credited_at,state,amount_usd,payment_id,buyer_email\r
                        0193a000-0000-7000-0000-000000000001,2026-11-22T16:55:00Z,2026-11-22T16:56:40Z,credited,10.000000000,pi_3PxQ7b2eZvKYlo2C1a,ada@acme.example\r
                        0193a000-0000-7000-0000-000000000002,2026-11-22T16:55:00Z,,open,20.000000000,,ada@acme.example\r
                        """);
    }
}
