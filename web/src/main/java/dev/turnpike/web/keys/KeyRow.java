package dev.turnpike.web.keys;

import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.limits.LimitStanding;
import dev.turnpike.web.limits.LimitRow;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Moment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as its row shows it.
 *
 * @param state {@code active}, {@code expired} or {@code revoked}
 * @param limits its own
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
        List<LimitRow> limits) {

    public KeyRow {
        limits = List.copyOf(limits);
    }

    static KeyRow of(ApiKey key, List<LimitStanding> limits, Instant now) {
        return new KeyRow(
                key.id().toString(),
                key.name(),
                key.label(),
                state(key, now),
                Moment.of(key.createdAt()),
                Moment.ofNullable(key.lastUsedAt()),
                Moment.ofNullable(key.expiresAt()),
                Amount.of(key.spent()),
                limits.stream()
                        .filter(it -> it.limit().scopeId().equals(key.id().value()))
                        .map(LimitRow::of)
                        .toList());
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
}
