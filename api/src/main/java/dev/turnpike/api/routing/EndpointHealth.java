package dev.turnpike.api.routing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers which offers failed a moment ago, so that others are tried before them. */
@Singleton
public class EndpointHealth {

    /** Short enough to notice a recovery, long enough to spare a struggling provider. */
    private static final Duration COOLDOWN = Duration.ofSeconds(15);

    /** A provider may ask for more; we look again after this at the latest. */
    private static final Duration MAX_COOLDOWN = Duration.ofMinutes(5);

    private final Map<String, Instant> coolUntil = new ConcurrentHashMap<>();
    private final InstantSource clock;

    @Inject
    public EndpointHealth(InstantSource clock) {
        this.clock = clock;
    }

    public void succeeded(String offerId) {
        coolUntil.remove(offerId);
    }

    /** The offer goes last for as long as the provider asked, or for a while. */
    public void failed(String offerId, @Nullable Duration retryAfter) {
        Duration wanted = retryAfter == null ? COOLDOWN : retryAfter;
        Duration cooldown = wanted.compareTo(MAX_COOLDOWN) > 0 ? MAX_COOLDOWN : wanted;
        coolUntil.put(offerId, clock.instant().plus(cooldown));
    }

    boolean isWell(String offerId) {
        if (coolUntil.isEmpty()) {
            return true;
        }
        Instant until = coolUntil.get(offerId);
        return until == null || !clock.instant().isBefore(until);
    }
}
