package dev.turnpike.billing.credits;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Names a purchase of credit. */
public record PurchaseId(UUID value) {

    /** A fresh id; ids grow with time, so that rows written together lie together. */
    public static PurchaseId next() {
        return new PurchaseId(UuidCreator.getTimeOrderedEpochPlus1());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
