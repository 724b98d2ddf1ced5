package dev.turnpike.web.keys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.MemberId;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.billing.keys.KeyDigest;
import dev.turnpike.billing.keys.KeySpend;
import dev.turnpike.billing.keys.KnownKey;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.limits.FixedWorkspaces;
import dev.turnpike.web.page.Browser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keys that are simply there. */
public record FixedKeys(List<ApiKey> keys) implements ApiKeys {

    private static final MemberId ADA = new MemberId(Browser.ACME.value());

    /** In use. */
    public static final ApiKey LAPTOP =
            new ApiKey(
                    new ApiKeyId(UUID.fromString("0193a000-0000-7000-8000-00000000000a")),
                    Browser.ACME,
                    ADA,
                    FixedWorkspaces.OFFICE.id(),
                    "laptop",
                    "sk-tp-v1-ab12...9f3Q",
                    Usd.parse("6.2500375"),
                    Browser.NOW.minus(Duration.ofDays(12)),
                    Browser.NOW.minus(Duration.ofMinutes(3)),
                    null,
                    null);

    /** Revoked, never used. */
    public static final ApiKey OLD =
            new ApiKey(
                    new ApiKeyId(UUID.fromString("0193a000-0000-7000-8000-00000000000b")),
                    Browser.ACME,
                    ADA,
                    FixedWorkspaces.OFFICE.id(),
                    "support bot of the second floor",
                    "sk-tp-v1-Zz90...00aQ",
                    Usd.ZERO,
                    Browser.NOW.minus(Duration.ofDays(90)),
                    null,
                    Browser.NOW.plus(Duration.ofDays(30)),
                    Browser.NOW.minus(Duration.ofDays(1)));

    @Override
    public void add(ApiKey key, KeyDigest digest) {
        throw new UnsupportedOperationException("These keys are fixed");
    }

    @Override
    public List<ApiKey> list(AccountId account) {
        return keys.stream().filter(key -> key.account().equals(account)).toList();
    }

    @Override
    public Optional<ApiKey> find(AccountId account, ApiKeyId id) {
        return list(account).stream().filter(key -> key.id().equals(id)).findFirst();
    }

    @Override
    public Optional<KeySpend> findSpend(AccountId account, ApiKeyId id, Instant now) {
        throw new UnsupportedOperationException("No page asks for it");
    }

    @Override
    public boolean revoke(AccountId account, ApiKeyId id, Instant at) {
        throw new UnsupportedOperationException("These keys are fixed");
    }

    @Override
    public Optional<KnownKey> findByDigest(KeyDigest digest) {
        return Optional.empty();
    }
}
