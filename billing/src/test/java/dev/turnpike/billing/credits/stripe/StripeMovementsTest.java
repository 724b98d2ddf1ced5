package dev.turnpike.billing.credits.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.model.BalanceTransaction;
import com.stripe.net.ApiResource;
import dev.turnpike.billing.credits.PaymentMovement;
import dev.turnpike.billing.credits.PaymentMovement.Kind;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeMovementsTest {

    private static final String CHARGE =
            "{\"object\": \"charge\", \"id\": \"ch_1\", \"payment_intent\": \"pi_1\"}";

    @Test
    void namesAChargeByItsPaymentAndKeepsTheFeeApart() {
        assertThat(read("charge", "charge", "usd", CHARGE))
                .isEqualTo(
                        new PaymentMovement(
                                "txn_1",
                                Kind.PURCHASE,
                                "pi_1",
                                "pi_1",
                                Usd.parse("10"),
                                Usd.parse("0.59"),
                                Instant.parse("2026-11-22T12:00:00Z"),
                                false));
    }

    /** Out of a bank account: the balance moves at once, and back if the bank does not pay. */
    @ParameterizedTest
    @CsvSource({
        "payment, pending, null, true",
        "payment, succeeded, null, false",
        "payment, failed, null, false",
        "payment, failed, txn_2, true",
        "payment_failure_refund, failed, txn_2, true"
    })
    void namesAPaymentOutOfABankAccountByItsIdWhateverBecomesOfIt(
            String type, String status, String failure, boolean isPending) {
        String source =
                """
                {"object": "charge", "id": "py_1", "payment_intent": "pi_1", "status": "%s",
                 "failure_balance_transaction": %s}
                """
                        .formatted(status, failure.equals("null") ? failure : '"' + failure + '"');

        assertThat(read(type, "charge", "usd", source))
                .returns(Kind.PURCHASE, PaymentMovement::kind)
                .returns("pi_1", PaymentMovement::subject)
                .returns(isPending, PaymentMovement::isPending);
    }

    /** The journal knows refunds and disputes by their own ids. */
    @ParameterizedTest
    @CsvSource({
        "refund, refund, refund, re_1, REFUND",
        "payment_refund, refund, refund, pyr_1, REFUND",
        "refund_failure, refund_failure, refund, re_1, REFUND_FAILED",
        "adjustment, dispute, dispute, du_1, DISPUTE",
        "adjustment, dispute_reversal, dispute, du_1, DISPUTE_WON"
    })
    void namesWhatWentBackByItself(
            String type, String category, String object, String id, Kind kind) {
        String source =
                "{\"object\": \"%s\", \"id\": \"%s\", \"payment_intent\": \"pi_1\"}"
                        .formatted(object, id);

        assertThat(read(type, category, "usd", source))
                .returns(kind, PaymentMovement::kind)
                .returns(id, PaymentMovement::subject)
                .returns("pi_1", PaymentMovement::payment);
    }

    @ParameterizedTest
    @CsvSource({
        "payout, payout, TRANSFER",
        "payout_failure, payout_reversal, TRANSFER",
        "topup, topup, TRANSFER",
        "payment_network_reserve_hold, network_reserve_hold, TRANSFER",
        "reserve_hold, reserve_hold, TRANSFER",
        "reserve_release, reserve_release, TRANSFER",
        "stripe_fee, fee, FEE",
        "adjustment, fee, FEE",
        "tax_fee, fee, FEE",
        "adjustment, other_adjustment, OTHER",
        "something_new, something_new, OTHER"
    })
    void tellsWhatIsNoPaymentApart(String type, String category, Kind kind) {
        assertThat(read(type, category, "usd", "\"po_1\""))
                .returns(kind, PaymentMovement::kind)
                .returns("po_1", PaymentMovement::subject)
                .returns(null, PaymentMovement::payment);
    }

    /** Made by hand at Stripe, without any of our checkouts: a person has to look. */
    @Test
    void namesAChargeWithoutAPaymentByItself() {
        assertThat(read("charge", "charge", "usd", "{\"object\": \"charge\", \"id\": \"ch_1\"}"))
                .returns("ch_1", PaymentMovement::subject)
                .returns(null, PaymentMovement::payment);
    }

    @Test
    void namesWhatHasNoSourceByItsOwnId() {
        assertThat(read("stripe_fee", "fee", "usd", "null").subject()).isEqualTo("txn_1");
    }

    /** A payout or a fee in euros is no reason to leave a day of dollars uncompared. */
    @Test
    void asksForDollarsOnly() {
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");

        assertThat(StripeMovements.asked(noon, noon.plusSeconds(60)).toMap())
                .containsEntry("currency", "usd")
                .containsEntry("created", Map.of("gte", 1_795_348_800L, "lt", 1_795_348_860L));
    }

    @Test
    void comparesDollarsWithDollarsOnly() {
        assertThatThrownBy(() -> read("charge", "charge", "eur", CHARGE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("txn_1 is in eur");
    }

    private static PaymentMovement read(
            String type, String category, String currency, String source) {
        String json =
                """
                {"id": "txn_1", "object": "balance_transaction", "amount": 1000, "fee": 59, "net": 941,
                 "type": "%s", "reporting_category": "%s", "currency": "%s", "created": 1795348800,
                 "source": %s, "status": "pending"}
                """
                        .formatted(type, category, currency, source);
        return StripeMovements.read(ApiResource.GSON.fromJson(json, BalanceTransaction.class));
    }
}
