package dev.turnpike.web.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Browser;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PurchaseRowTest {

    @Test
    void tellsWhyAPurchaseIsOver() {
        assertThat(expired(Purchase.Way.CHECKOUT, null).state()).isEqualTo("not paid");
        assertThat(expired(Purchase.Way.TOP_UP, "expired_card").state()).isEqualTo("declined");
        assertThat(expired(Purchase.Way.CHECKOUT, "Paid in eur").state()).isEqualTo("paid back");
    }

    private static PurchaseRow expired(Purchase.Way way, @Nullable String problem) {
        return PurchaseRow.of(
                new Purchase(
                        new PurchaseId(new UUID(0x0193a00000007000L, 9)),
                        Browser.ACME,
                        way,
                        Usd.parse("10"),
                        Purchase.Status.EXPIRED,
                        "ada@acme.example",
                        Browser.NOW,
                        null,
                        null,
                        Usd.ZERO,
                        null,
                        problem,
                        false));
    }
}
