package dev.turnpike.web.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.credits.PaymentPapers;
import dev.turnpike.billing.credits.PaymentPapers.Paper;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PaperPageTest {

    private static final UUID CREDITED = FixedPurchases.CREDITED.id().value();

    private final Browser ada = Browser.ofAda();

    @Test
    void leadsToThePaper() {
        PaperPage page =
                page((_, paper) -> Optional.of(URI.create("https://pay.example/" + paper)));

        assertThat(page.findTarget(CREDITED, Paper.INVOICE))
                .contains(URI.create("https://pay.example/INVOICE"));
    }

    @Test
    void saysSoWhenThereIsNone() {
        PaperPage page = page((_, _) -> Optional.empty());

        assertThat(page.findTarget(CREDITED, Paper.INVOICE)).contains(URI.create("/credits"));
        assertThat(ada.notes().take(Flash.class)).get().asString().contains("no such paper");
    }

    @Test
    void saysSoWhenThePaymentProviderIsAway() {
        PaperPage page =
                page(
                        (_, _) -> {
                            throw new PaymentsUnavailable(
                                    "Away",
                                    new IllegalStateException(),
                                    PaymentsUnavailable.Obstacle.AWAY);
                        });

        assertThat(page.findTarget(CREDITED, Paper.RECEIPT)).contains(URI.create("/credits"));
        assertThat(ada.notes().take(Flash.class)).get().asString().contains("does not answer");
    }

    @Test
    void showsNothingOfAPurchaseThatIsNotPaidOrNotOurs() {
        PaperPage page = page((_, _) -> Optional.empty());

        assertThat(page.findTarget(FixedPurchases.OPEN.id().value(), Paper.INVOICE)).isEmpty();
        assertThat(page.findTarget(new UUID(1, 2), Paper.INVOICE)).isEmpty();
    }

    private PaperPage page(PaymentPapers papers) {
        FixedPurchases purchases =
                new FixedPurchases(List.of(FixedPurchases.CREDITED, FixedPurchases.OPEN));
        return new PaperPage(
                new Desk(ada.visitors(), Browser.typed("", ""), ada.notes()), purchases, papers);
    }
}
