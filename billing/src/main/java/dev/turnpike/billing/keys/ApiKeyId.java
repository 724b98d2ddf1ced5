package dev.turnpike.billing.keys;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Names an API key; not a secret. */
public record ApiKeyId(UUID value) {

    /** A fresh id; ids grow with time, so that rows written together lie together. */
    public static ApiKeyId next() {
        return new ApiKeyId(UuidCreator.getTimeOrderedEpochPlus1());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
