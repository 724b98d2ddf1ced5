package dev.turnpike.billing.accounts;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Names a person within a tenant. */
public record MemberId(UUID value) {

    /** A fresh id; ids grow with time, so that rows written together lie together. */
    public static MemberId next() {
        return new MemberId(UuidCreator.getTimeOrderedEpochPlus1());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
