package dev.turnpike.billing.idempotency;

import java.util.UUID;

/**
 * One request's wish to be the one that makes a named call.
 *
 * @param model the model that is asked for
 */
public record Claim(UUID id, NamedCall call, String model, boolean streamed) {

    public static Claim of(NamedCall call, String model, boolean streamed) {
        return new Claim(UUID.randomUUID(), call, model, streamed);
    }
}
