package dev.turnpike.billing.keys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes a key; its secret exists in the answer and nowhere else. */
@Singleton
public class KeyCreation {

    /** Long enough for a sentence, short enough for a table. */
    public static final int MAX_NAME_LENGTH = 100;

    private final ApiKeys keys;
    private final KeyPepper pepper;
    private final KeyRecognition recognition;
    private final InstantSource clock;
    private final RandomGenerator random = new SecureRandom();

    @Inject
    KeyCreation(ApiKeys keys, KeyPepper pepper, KeyRecognition recognition, InstantSource clock) {
        this.keys = keys;
        this.pepper = pepper;
        this.recognition = recognition;
        this.clock = clock;
    }

    /** What the owner asks for; the name must not be blank, a limit must be above zero. */
    public record Order(String name, @Nullable Usd limit, @Nullable Instant expiresAt) {

        public Order {
            if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
                throw new IllegalArgumentException("A key's name has 1 to 100 characters");
            }
            if (limit != null && !limit.isPositive()) {
                throw new IllegalArgumentException("A key's limit is above zero: " + limit);
            }
        }
    }

    /** The new key, with the one copy of its secret. */
    public record Created(ApiKey key, KeySecret secret) {}

    @Transactional
    public Created create(AccountId account, Order order) {
        KeySecret secret = KeySecret.generate(random);
        ApiKey key =
                new ApiKey(
                        ApiKeyId.next(),
                        account,
                        order.name().strip(),
                        secret.label(),
                        order.limit(),
                        Usd.ZERO,
                        Usd.ZERO,
                        clock.instant(),
                        null,
                        order.expiresAt(),
                        null);
        keys.add(key, pepper.digest(secret));
        recognition.forget();
        return new Created(key, secret);
    }
}
