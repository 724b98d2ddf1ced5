package dev.turnpike.billing.usage;

import org.jspecify.annotations.Nullable;

/**
 * One try at one offer.
 *
 * @param status the HTTP status that the provider answered, 200 for the one that delivered, 0 when
 *     there was no answer
 * @param millis from dispatch to its headers or its failure
 * @param error our name for what went wrong, such as {@code rate_limit_exceeded}; null when it
 *     delivered
 */
public record Attempt(
        String model, String provider, int status, long millis, @Nullable String error) {}
