package dev.turnpike.billing.credits.refunds;

import java.util.UUID;

/** Names a refund that we ask for; the form that asks for it chooses it, so that it asks once. */
public record RefundId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
