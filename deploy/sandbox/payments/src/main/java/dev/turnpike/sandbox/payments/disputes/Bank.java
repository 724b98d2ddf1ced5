package dev.turnpike.sandbox.payments.disputes;

import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Chore;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import java.time.Instant;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * The cardholder's bank: disputes charges when their time has come, and decides disputes as
 * Stripe's test mode does, by the words {@code winning_evidence} and {@code losing_evidence}.
 */
public final class Bank implements Chore {

    private final ObjectStore store;
    private final Disputes disputes;
    private final InstantSource clock;

    public Bank(ObjectStore store, Disputes disputes, InstantSource clock) {
        this.store = store;
        this.disputes = disputes;
        this.clock = clock;
    }

    /** Notes a dispute of a charge for later; the caller commits it. */
    public static void plan(String chargeId, String reason, Instant due, Changes changes) {
        changes.put(
                Json.object()
                        .put("id", chargeId)
                        .put("object", Kind.PLANNED_DISPUTE.objectName())
                        .put("reason", reason)
                        .put("due_millis", due.toEpochMilli()));
    }

    /** Whether a charge can be disputed: paid, not all given back, and not disputed before. */
    public static boolean isDisputable(ObjectNode charge) {
        return charge.path("paid").asBoolean()
                && !charge.path("refunded").asBoolean()
                && !Disputes.isDisputed(charge);
    }

    @Override
    public void attend(Changes changes) {
        store.listNewestFirst(Kind.PLANNED_DISPUTE).stream()
                .filter(planned -> planned.path("due_millis").asLong() <= clock.millis())
                .forEach(planned -> dispute(planned, changes));
        store.listNewestFirst(Kind.DISPUTE).stream()
                .filter(Disputes::isUnderReview)
                .forEach(dispute -> decide(dispute.deepCopy(), changes));
    }

    private void dispute(ObjectNode planned, Changes changes) {
        changes.put(planned.deepCopy().put("deleted", true));
        changes.find(Kind.CHARGE, Json.textAt(planned, "/id"))
                .filter(Bank::isDisputable)
                .ifPresent(
                        charge -> disputes.open(charge, Json.textAt(planned, "/reason"), changes));
    }

    private void decide(ObjectNode dispute, Changes changes) {
        switch (Json.textAt(dispute, "/evidence/uncategorized_text")) {
            case "winning_evidence" -> disputes.close(dispute, true, changes);
            case "losing_evidence" -> disputes.close(dispute, false, changes);
            default -> {
                // It stays under review for ever, as it may seem at a real bank, too.
            }
        }
    }
}
