package dev.turnpike.api.gateway;

import dev.turnpike.billing.usage.GenerationId;
import java.time.Instant;

/**
 * Who serves a call.
 *
 * @param model the id of the model that answers, which is a fallback if the first one failed
 * @param provider the name of the provider, for people
 */
public record Serving(GenerationId id, Instant created, String model, String provider) {}
