package dev.turnpike.billing.limits;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Names a limit of money. */
public record LimitId(UUID value) {

    /** A fresh id; ids grow with time, so that rows written together lie together. */
    public static LimitId next() {
        return new LimitId(UuidCreator.getTimeOrderedEpochPlus1());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
