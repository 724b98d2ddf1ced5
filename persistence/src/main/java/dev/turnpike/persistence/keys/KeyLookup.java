package dev.turnpike.persistence.keys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.MemberId;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.KeyDigest;
import dev.turnpike.billing.keys.KnownKey;
import dev.turnpike.billing.limits.LimitId;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.plans.PlanId;
import dev.turnpike.billing.plans.Standing;
import dev.turnpike.billing.workspaces.WorkspaceId;
import dev.turnpike.persistence.fast.FastDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the key that a call brings, in one round trip. */
@Singleton
class KeyLookup {

    private static final String FIND = "select * from find_key(p_digest => ?)";

    private final FastDatabase database;

    @Inject
    KeyLookup(FastDatabase database) {
        this.database = database;
    }

    Optional<KnownKey> find(KeyDigest digest) {
        return database.repeatableQuery(
                FIND,
                parameters -> parameters.text(digest.hex()),
                rows -> rows.next() ? Optional.of(read(rows)) : Optional.empty());
    }

    private static KnownKey read(ResultSet row) throws SQLException {
        return new KnownKey(readKey(row), readLimits(row), readStanding(row));
    }

    private static ApiKey readKey(ResultSet row) throws SQLException {
        return new ApiKey(
                new ApiKeyId(row.getObject("key_id", UUID.class)),
                new AccountId(row.getObject("account_id", UUID.class)),
                new MemberId(row.getObject("member_id", UUID.class)),
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getString("name"),
                row.getString("label"),
                new Usd(row.getLong("spent_nanos")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                moment(row, "last_used_at"),
                moment(row, "expires_at"),
                moment(row, "revoked_at"));
    }

    /** One array for each field, one element for each limit; no arrays when there is none. */
    private static List<SpendingLimit> readLimits(ResultSet row) throws SQLException {
        if (row.getArray("limit_ids") == null) {
            return List.of();
        }
        UUID[] ids = (UUID[]) row.getArray("limit_ids").getArray();
        String[] scopes = (String[]) row.getArray("limit_scopes").getArray();
        UUID[] scopeIds = (UUID[]) row.getArray("limit_scope_ids").getArray();
        String[] names = (String[]) row.getArray("limit_names").getArray();
        String[] periods = (String[]) row.getArray("limit_periods").getArray();
        Long[] nanos = (Long[]) row.getArray("limits_nanos").getArray();
        List<SpendingLimit> limits = new ArrayList<>(ids.length);
        for (int i = 0; i < ids.length; i++) {
            limits.add(
                    new SpendingLimit(
                            new LimitId(ids[i]),
                            LimitScope.valueOf(scopes[i]),
                            scopeIds[i],
                            names[i],
                            LimitPeriod.valueOf(periods[i]),
                            new Usd(nanos[i])));
        }
        limits.sort(Comparator.comparing(SpendingLimit::scope));
        return limits;
    }

    private static Standing readStanding(ResultSet row) throws SQLException {
        UUID plan = row.getObject("plan_id", UUID.class);
        long lately = row.getLong("lately_nanos");
        return plan == null && lately == 0
                ? Standing.NEW
                : new Standing(plan == null ? PlanId.STANDARD : new PlanId(plan), new Usd(lately));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
