package dev.turnpike.web.keys;

import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Moment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as its row shows it.
 *
 * @param state {@code active}, {@code expired} or {@code revoked}
 * @param percent how much of the limit is spent or held, 0 to 100
 */
public record KeyRow(
        String id,
        String name,
        String label,
        String state,
        Moment createdAt,
        @Nullable Moment lastUsedAt,
        @Nullable Moment expiresAt,
        Amount spent,
        @Nullable Amount limit,
        long percent) {

    private static final long WHOLE = 100;

    static KeyRow of(ApiKey key, Instant now) {
        Usd limit = key.limit();
        return new KeyRow(
                key.id().toString(),
                key.name(),
                key.label(),
                state(key, now),
                Moment.of(key.createdAt()),
                Moment.ofNullable(key.lastUsedAt()),
                Moment.ofNullable(key.expiresAt()),
                Amount.of(key.spent()),
                limit == null ? null : Amount.of(limit),
                limit == null ? 0 : percent(key.spent().plus(key.held()), limit));
    }

    /** Whether it can still be used, and so be revoked. */
    public boolean isActive() {
        return state.equals("active");
    }

    private static String state(ApiKey key, Instant now) {
        if (key.revokedAt() != null) {
            return "revoked";
        }
        return key.isUsable(now) ? "active" : "expired";
    }

    private static long percent(Usd used, Usd limit) {
        // A bar may be a hundredth off; dividing first keeps large limits from overflowing.
        long step = Math.max(1, limit.nanos() / WHOLE);
        return Math.min(WHOLE, used.nanos() / step);
    }
}
