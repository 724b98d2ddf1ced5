package dev.turnpike.billing.keys;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.accounts.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps API keys. */
public interface ApiKeys {

    void add(ApiKey key, KeyDigest digest);

    /** All keys of the account, newest first, revoked ones last. */
    List<ApiKey> list(AccountId account);

    Optional<ApiKey> find(AccountId account, ApiKeyId id);

    /** What the key has spent lately; empty when the account has no such key. */
    Optional<KeySpend> findSpend(AccountId account, ApiKeyId id, Instant now);

    /**
     * Ends the key from this moment; false when the account has no such key that is still alive.
     */
    boolean revoke(AccountId account, ApiKeyId id, Instant at);

    /**
     * The key with this digest and its limits, revoked and expired ones included. Runs outside of a
     * transaction, on any thread.
     */
    @AcrossAccounts("A call arrives with a key; the account is what the key tells")
    Optional<KnownKey> findByDigest(KeyDigest digest);
}
