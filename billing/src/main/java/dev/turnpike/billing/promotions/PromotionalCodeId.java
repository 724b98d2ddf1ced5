package dev.turnpike.billing.promotions;

import java.util.UUID;

/** Names a promotional code; not the text that customers type. */
public record PromotionalCodeId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
