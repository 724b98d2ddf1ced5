package dev.turnpike.billing.keys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.MemberId;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.SpendingLimits;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.workspaces.Workspace;
import dev.turnpike.billing.workspaces.WorkspaceId;
import dev.turnpike.billing.workspaces.Workspaces;
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
    private final Workspaces workspaces;
    private final SpendingLimits limits;
    private final KeyPepper pepper;
    private final KeyRecognition recognition;
    private final InstantSource clock;
    private final RandomGenerator random = new SecureRandom();

    @Inject
    KeyCreation(
            ApiKeys keys,
            Workspaces workspaces,
            SpendingLimits limits,
            KeyPepper pepper,
            KeyRecognition recognition,
            InstantSource clock) {
        this.keys = keys;
        this.workspaces = workspaces;
        this.limits = limits;
        this.pepper = pepper;
        this.recognition = recognition;
        this.clock = clock;
    }

    /**
     * What the owner asks for; the name must not be blank, a limit must be above zero.
     *
     * @param workspace null for the one that came with the account
     * @param limit the most that may be spent through it in each period; null for no limit
     */
    public record Order(
            String name,
            @Nullable WorkspaceId workspace,
            @Nullable Usd limit,
            LimitPeriod period,
            @Nullable Instant expiresAt) {

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
    public Created create(AccountId account, MemberId member, Order order) {
        KeySecret secret = pepper.issue(random);
        ApiKey key =
                new ApiKey(
                        ApiKeyId.next(),
                        account,
                        member,
                        getWorkspace(account, order.workspace()).id(),
                        order.name().strip(),
                        secret.label(),
                        Usd.ZERO,
                        clock.instant(),
                        null,
                        order.expiresAt(),
                        null);
        keys.add(key, pepper.digest(secret));
        if (order.limit() != null) {
            limits.set(
                    account,
                    new SpendingLimits.Order(
                            LimitScope.KEY, key.id().value(), order.period(), order.limit()));
        }
        recognition.forget();
        return new Created(key, secret);
    }

    private Workspace getWorkspace(AccountId account, @Nullable WorkspaceId asked) {
        return workspaces.list(account).stream()
                .filter(it -> asked == null ? it.isDefault() : it.id().equals(asked))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No workspace " + asked));
    }
}
