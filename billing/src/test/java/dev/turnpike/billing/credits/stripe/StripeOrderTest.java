package dev.turnpike.billing.credits.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.param.checkout.SessionCreateParams;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Payments.Buyer;
import dev.turnpike.billing.credits.Payments.ReturnAddresses;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.money.Usd;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StripeOrderTest {

    private static final Purchase PURCHASE =
            Purchase.begun(
                    PurchaseId.next(),
                    new AccountId(new UUID(1, 2)),
                    Usd.parse("10"),
                    "ada@acme.example",
                    Instant.EPOCH);
    private static final ReturnAddresses ADDRESSES =
            new ReturnAddresses(
                    URI.create("https://turnpike.example/paid"),
                    URI.create("https://turnpike.example/cancelled"));

    @Test
    void asksForAnInvoiceAndNamesTheCustomer() {
        SessionCreateParams params = params(false, false);

        assertThat(params.getCustomer()).isEqualTo("cus_1");
        assertThat(params.getCustomerEmail()).isNull();
        assertThat(params.getInvoiceCreation().getEnabled()).isTrue();
        assertThat(params.getLineItems().getFirst().getPriceData().getUnitAmount())
                .isEqualTo(1_000L);
    }

    @Test
    void keepsTheCardOnRequestAlone() {
        assertThat(params(false, false).getPaymentIntentData()).isNull();
        assertThat(params(false, false).getPaymentMethodTypes()).isNull();
        assertThat(params(false, true).getPaymentMethodTypes())
                .containsExactly(SessionCreateParams.PaymentMethodType.CARD);
        assertThat(params(false, true).getPaymentIntentData().getSetupFutureUsage().getValue())
                .isEqualTo("off_session");
    }

    @Test
    void addsTaxesWhereTheOperatorWantsThem() {
        assertThat(params(false, false).getAutomaticTax()).isNull();
        assertThat(params(false, false).getCustomerUpdate()).isNull();

        SessionCreateParams taxed = params(true, false);
        assertThat(taxed.getAutomaticTax().getEnabled()).isTrue();
        assertThat(taxed.getTaxIdCollection().getEnabled()).isTrue();
        assertThat(taxed.getCustomerUpdate().getAddress().getValue()).isEqualTo("auto");
        assertThat(taxed.getCustomerUpdate().getName().getValue()).isEqualTo("auto");
    }

    @Test
    void addsTaxToTheAmountWhateverTheAccountAtStripeDoes() {
        assertThat(params(true, false).getLineItems().getFirst().getPriceData().getTaxBehavior())
                .isEqualTo(SessionCreateParams.LineItem.PriceData.TaxBehavior.EXCLUSIVE);
    }

    private static SessionCreateParams params(boolean taxes, boolean keepsCard) {
        return new StripeOrder(taxes).params(PURCHASE, new Buyer("cus_1", keepsCard), ADDRESSES);
    }
}
