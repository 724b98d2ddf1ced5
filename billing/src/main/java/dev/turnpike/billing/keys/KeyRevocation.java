package dev.turnpike.billing.keys;

import dev.turnpike.billing.accounts.AccountId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;

/** Ends a key for good. */
@Singleton
public class KeyRevocation {

    private final ApiKeys keys;
    private final KeyRecognition recognition;
    private final InstantSource clock;

    @Inject
    KeyRevocation(ApiKeys keys, KeyRecognition recognition, InstantSource clock) {
        this.keys = keys;
        this.recognition = recognition;
        this.clock = clock;
    }

    /** False when the account has no such living key. Calls that already run are not cut off. */
    @Transactional
    public boolean create(AccountId account, ApiKeyId id) {
        boolean revoked = keys.revoke(account, id, clock.instant());
        recognition.forget();
        return revoked;
    }
}
