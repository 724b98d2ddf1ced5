package dev.turnpike.billing.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.turnpike.billing.keys.KeyRejected.Reason;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whose key this is. */
@Singleton
public class KeyRecognition {

    /** How long a revocation on another node, or a new limit, can go unnoticed here. */
    private static final Duration TRUST = Duration.ofSeconds(1);

    /** About 300 bytes each, and 200 for a limit. */
    private static final int MAX_CACHED = 100_000;

    private final ApiKeys keys;
    private final KeyPepper pepper;
    private final InstantSource clock;
    private final Cache<KeyDigest, Optional<KnownKey>> cache =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).expireAfterWrite(TRUST).build();

    @Inject
    public KeyRecognition(ApiKeys keys, KeyPepper pepper, InstantSource clock) {
        this.keys = keys;
        this.pepper = pepper;
        this.clock = clock;
    }

    /**
     * Recognises the bearer of this text. A text with a wrong form or checksum, and a key that was
     * not made here, are rejected without a look into cache or database: whoever guesses neither
     * makes us work nor displaces what we know.
     */
    public Recognition recognise(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return new KeyRejected(Reason.MISSING);
        }
        Optional<KeySecret> secret = KeySecret.parse(text.strip());
        if (secret.isEmpty()) {
            return new KeyRejected(Reason.MALFORMED);
        }
        if (!pepper.hasIssued(secret.get())) {
            return new KeyRejected(Reason.UNKNOWN);
        }
        return cache.get(pepper.digest(secret.get()), keys::findByDigest)
                .map(this::admit)
                .orElseGet(() -> new KeyRejected(Reason.UNKNOWN));
    }

    /** Makes this node ask the store again at the next call: after a key was created or revoked. */
    void forget() {
        cache.invalidateAll();
    }

    private Recognition admit(KnownKey known) {
        ApiKey key = known.key();
        if (key.revokedAt() != null) {
            return new KeyRejected(Reason.REVOKED);
        }
        Instant expiresAt = key.expiresAt();
        if (expiresAt != null && !clock.instant().isBefore(expiresAt)) {
            return new KeyRejected(Reason.EXPIRED);
        }
        return new Caller(
                key.account(), key.id(), key.label(), expiresAt, known.limits(), known.standing());
    }
}
