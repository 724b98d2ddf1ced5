package dev.turnpike.billing.accounts;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Names a tenant. */
public record AccountId(UUID value) {

    /** A fresh id; ids grow with time, so that rows written together lie together. */
    public static AccountId next() {
        return new AccountId(UuidCreator.getTimeOrderedEpochPlus1());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
