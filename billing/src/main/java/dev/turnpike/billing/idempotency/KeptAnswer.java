package dev.turnpike.billing.idempotency;

import dev.turnpike.billing.usage.GenerationId;
import org.jspecify.annotations.Nullable;

/** What a call answered, byte by byte. */
public final class KeptAnswer {

    private final GenerationId id;
    private final byte @Nullable [] bytes;

    /**
     * @param bytes null when it was too long to be kept, or never became whole
     */
    public KeptAnswer(GenerationId id, byte @Nullable [] bytes) {
        this.id = id;
        this.bytes = bytes;
    }

    public GenerationId id() {
        return id;
    }

    public byte @Nullable [] bytes() {
        return bytes;
    }
}
