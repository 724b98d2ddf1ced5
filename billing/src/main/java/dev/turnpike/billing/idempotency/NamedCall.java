package dev.turnpike.billing.idempotency;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKeyId;

/**
 * A call that its caller named. The name is the caller's own: the same name by another API key is
 * another call.
 */
public record NamedCall(
        AccountId account, ApiKeyId key, IdempotencyKey name, RequestDigest digest) {}
