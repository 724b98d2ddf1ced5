package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.objects.Json;
import tools.jackson.databind.node.ObjectNode;

/** A session together with what was ordered in it: what the pay page shows. */
public record Checkout(ObjectNode session, ObjectNode order) {

    boolean isOpen() {
        return CheckoutSessions.isOpen(session);
    }

    /** The email the shop told us, or an empty text. */
    String knownEmail() {
        return Json.textAt(session, "/customer_details/email");
    }
}
