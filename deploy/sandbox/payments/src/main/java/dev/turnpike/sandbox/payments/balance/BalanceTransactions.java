package dev.turnpike.sandbox.payments.balance;

import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Books what every charge, refund and dispute does to the shop's balance, in cents. Unlike at
 * Stripe the money is available at once.
 */
public final class BalanceTransactions {

    /** Stripe's price for a card payment in the United States: 2.9 % … */
    private static final long FEE_PER_THOUSAND = 29;

    /** … and 30 cents. */
    private static final long FEE_CENTS = 30;

    /** What a dispute costs, won or lost. */
    private static final long DISPUTE_FEE_CENTS = 1_500;

    private final Ids ids;
    private final InstantSource clock;

    public BalanceTransactions(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** The income of a charge, less Stripe's fee. */
    public ObjectNode ofCharge(ObjectNode charge, Changes changes) {
        long cents = charge.path("amount").asLong();
        var booking = new Booking("charge", "charge", cents, feeCents(cents), "Stripe fee");
        return book(booking, charge, description(charge), changes);
    }

    /** What a refund takes out; the fee of the charge is not given back. */
    public ObjectNode ofRefund(ObjectNode refund, ObjectNode charge, Changes changes) {
        long cents = refund.path("amount").asLong();
        String description = "REFUND FOR CHARGE";
        String ofCharge = description(charge);
        var booking = new Booking("refund", "refund", -cents, 0, "");
        return book(
                booking,
                refund,
                ofCharge == null ? description : description + " (" + ofCharge + ")",
                changes);
    }

    /** What a dispute takes out, and its fee. */
    public ObjectNode ofDispute(ObjectNode dispute, Changes changes) {
        long cents = dispute.path("amount").asLong();
        var booking =
                new Booking("adjustment", "dispute", -cents, DISPUTE_FEE_CENTS, "Dispute fee");
        return book(booking, dispute, chargeback("withdrawal", dispute), changes);
    }

    /** What comes back when a dispute is won: all but the fee. */
    public ObjectNode ofWonDispute(ObjectNode dispute, Changes changes) {
        long cents = dispute.path("amount").asLong();
        var booking = new Booking("adjustment", "dispute_reversal", cents, 0, "");
        return book(booking, dispute, chargeback("reversal", dispute), changes);
    }

    /** Rounded half up to the cent. */
    static long feeCents(long cents) {
        return (cents * FEE_PER_THOUSAND + 500) / 1_000 + FEE_CENTS;
    }

    private record Booking(
            String type, String category, long cents, long feeCents, String feeName) {}

    private ObjectNode book(
            Booking booking, ObjectNode source, @Nullable String description, Changes changes) {
        long now = clock.instant().getEpochSecond();
        ObjectNode transaction =
                Json.object()
                        .put("id", ids.next("txn_"))
                        .put("object", Kind.BALANCE_TRANSACTION.objectName())
                        .put("amount", booking.cents())
                        .put("available_on", now)
                        .put("balance_type", "payments")
                        .put("created", now)
                        .put("currency", "usd")
                        .put("description", description)
                        .putNull("exchange_rate")
                        .put("fee", booking.feeCents())
                        .put("net", booking.cents() - booking.feeCents())
                        .put("reporting_category", booking.category())
                        .put("source", Json.textAt(source, "/id"))
                        .put("status", "available")
                        .put("type", booking.type());
        transaction.putArray("fee_details");
        if (booking.feeCents() > 0) {
            transaction
                    .withArray("fee_details")
                    .addObject()
                    .put("amount", booking.feeCents())
                    .putNull("application")
                    .put("currency", "usd")
                    .put("description", booking.feeName())
                    .put("type", "stripe_fee");
        }
        changes.put(transaction);
        return transaction;
    }

    private static @Nullable String description(ObjectNode charge) {
        String text = Json.textAt(charge, "/description");
        return text.isEmpty() ? null : text;
    }

    private static String chargeback(String movement, ObjectNode dispute) {
        return "Chargeback " + movement + " for " + Json.textAt(dispute, "/charge");
    }
}
