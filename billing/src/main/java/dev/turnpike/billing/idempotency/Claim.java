package dev.turnpike.billing.idempotency;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/**
 * One request's wish to be the one that makes a named call.
 *
 * @param id those of one server are in the order in which they were made
 * @param model the model that is asked for
 */
public record Claim(UUID id, NamedCall call, String model, boolean streamed) {

    public static Claim of(NamedCall call, String model, boolean streamed) {
        return new Claim(UuidCreator.getTimeOrderedEpoch(), call, model, streamed);
    }
}
