package dev.turnpike.billing.keys;

import dev.turnpike.billing.accounts.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling: the account and the key that a call spends for.
 *
 * @param limited whether the key has a spending limit of its own
 */
public record Caller(
        AccountId account, ApiKeyId key, String label, @Nullable Instant expiresAt, boolean limited)
        implements Recognition {}
