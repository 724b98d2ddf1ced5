package dev.turnpike.api.gateway;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.usage.CallDetails;
import org.jspecify.annotations.Nullable;

/**
 * One call: who asks for what.
 *
 * @param arrivedNanos when it arrived, in the time of {@link System#nanoTime()}
 * @param anthropicBeta the header of that name, for providers that know it
 */
public record Call(
        Caller caller,
        CallDetails details,
        Request request,
        long arrivedNanos,
        @Nullable String anthropicBeta) {

    /** The same call by the caller as they are known now. */
    public Call by(Caller known) {
        return new Call(known, details, request, arrivedNanos, anthropicBeta);
    }
}
