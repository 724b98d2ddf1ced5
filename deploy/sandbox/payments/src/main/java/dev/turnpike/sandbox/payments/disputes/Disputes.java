package dev.turnpike.sandbox.payments.disputes;

import dev.turnpike.sandbox.payments.balance.BalanceTransactions;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/** Opens disputes and closes them, with the money that moves. */
public final class Disputes {

    private static final String BLANK =
            """
            {"id": null, "object": "dispute", "amount": 0, "balance_transactions": [],
             "charge": null, "created": 0, "currency": "usd", "enhanced_eligibility_types": [],
             "evidence": {"access_activity_log": null, "billing_address": null,
               "cancellation_policy": null, "cancellation_policy_disclosure": null,
               "cancellation_rebuttal": null, "customer_communication": null,
               "customer_email_address": null, "customer_name": null,
               "customer_purchase_ip": null, "customer_signature": null,
               "duplicate_charge_documentation": null, "duplicate_charge_explanation": null,
               "duplicate_charge_id": null, "enhanced_evidence": {},
               "product_description": null, "receipt": null, "refund_policy": null,
               "refund_policy_disclosure": null, "refund_refusal_explanation": null,
               "service_date": null, "service_documentation": null, "shipping_address": null,
               "shipping_carrier": null, "shipping_date": null, "shipping_documentation": null,
               "shipping_tracking_number": null, "uncategorized_file": null,
               "uncategorized_text": null},
             "evidence_details": {"due_by": 0, "enhanced_eligibility": {}, "has_evidence": false,
               "past_due": false, "submission_count": 0},
             "is_charge_refundable": false, "livemode": false, "metadata": {},
             "payment_intent": null,
             "payment_method_details": {"card": {"brand": "visa", "case_type": "chargeback",
               "network": "visa",
               "network_reason_code": "10.4"}, "type": "card"},
             "reason": "fraudulent", "status": "needs_response"}
            """;

    /** About what the card networks give a shop to answer. */
    private static final Duration TIME_TO_ANSWER = Duration.ofDays(9);

    /** What the states of a dispute begin with while the bank only asks. */
    private static final String INQUIRY = "warning_";

    private final Ids ids;
    private final InstantSource clock;
    private final BalanceTransactions balance;
    private final Events events;

    public Disputes(Ids ids, InstantSource clock, BalanceTransactions balance, Events events) {
        this.ids = ids;
        this.clock = clock;
        this.balance = balance;
        this.events = events;
    }

    /** Takes the unrefunded part of a charge back; the charge must not be disputed yet. */
    public void open(ObjectNode charge, String reason, Changes changes) {
        ObjectNode dispute = blank(charge, reason);
        dispute.withArray("balance_transactions").add(balance.ofDispute(dispute, changes));
        charge.put("disputed", true);
        changes.put(charge);
        changes.put(dispute);
        events.record(changes, "charge.dispute.created", dispute);
        events.record(changes, "charge.dispute.funds_withdrawn", dispute);
    }

    /** Asks about a charge before anybody takes money back. */
    public void inquire(ObjectNode charge, Changes changes) {
        ObjectNode inquiry =
                blank(charge, "fraudulent")
                        .put("status", INQUIRY + "needs_response")
                        .put("is_charge_refundable", true);
        inquiry.withObject("payment_method_details").withObject("card").put("case_type", "inquiry");
        charge.put("disputed", true);
        changes.put(charge);
        changes.put(inquiry);
        events.record(changes, "charge.dispute.created", inquiry);
    }

    private ObjectNode blank(ObjectNode charge, String reason) {
        long now = clock.instant().getEpochSecond();
        ObjectNode dispute = Json.readObject(BLANK);
        dispute.put("id", ids.next("du_"))
                .put("created", now)
                .put(
                        "amount",
                        charge.path("amount").asLong() - charge.path("amount_refunded").asLong())
                .put("charge", Json.textAt(charge, "/id"))
                .put("reason", reason)
                .set("payment_intent", charge.path("payment_intent"));
        dispute.withObject("evidence_details").put("due_by", now + TIME_TO_ANSWER.toSeconds());
        return dispute;
    }

    /** Gives the bank the shop's evidence. */
    static void review(ObjectNode dispute) {
        dispute.put("status", (isInquiry(dispute) ? INQUIRY : "") + "under_review");
    }

    /** Lets the bank decide for the shop, or against it. */
    void close(ObjectNode dispute, boolean isWon, Changes changes) {
        if (isInquiry(dispute)) {
            // Nothing was taken, so there is nothing to win or to lose.
            changes.put(dispute.put("status", INQUIRY + "closed"));
            events.record(changes, "charge.dispute.closed", dispute);
            return;
        }
        dispute.put("status", isWon ? "won" : "lost");
        if (isWon) {
            dispute.withArray("balance_transactions").add(balance.ofWonDispute(dispute, changes));
        }
        changes.put(dispute);
        events.record(changes, "charge.dispute.closed", dispute);
        if (isWon) {
            events.record(changes, "charge.dispute.funds_reinstated", dispute);
        }
    }

    /** Whether the charge was disputed before, in whichever way that ended. */
    static boolean isDisputed(ObjectNode charge) {
        return charge.path("disputed").asBoolean();
    }

    static boolean isClosed(ObjectNode dispute) {
        String status = Json.textAt(dispute, "/status");
        return status.equals("won") || status.equals("lost") || status.equals(INQUIRY + "closed");
    }

    /** Waits for the bank, which has the shop's evidence. */
    static boolean isUnderReview(ObjectNode dispute) {
        return Json.textAt(dispute, "/status").endsWith("under_review");
    }

    private static boolean isInquiry(ObjectNode dispute) {
        return Json.textAt(dispute, "/status").startsWith(INQUIRY);
    }
}
