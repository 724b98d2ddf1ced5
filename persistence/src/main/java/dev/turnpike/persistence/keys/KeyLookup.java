package dev.turnpike.persistence.keys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.KeyDigest;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.fast.FastDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    Optional<ApiKey> find(KeyDigest digest) {
        return database.repeatableQuery(
                FIND,
                parameters -> parameters.text(digest.hex()),
                rows -> rows.next() ? Optional.of(read(rows)) : Optional.empty());
    }

    private static ApiKey read(ResultSet row) throws SQLException {
        return new ApiKey(
                new ApiKeyId(row.getObject("key_id", UUID.class)),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("name"),
                row.getString("label"),
                limit(row),
                new Usd(row.getLong("spent_nanos")),
                new Usd(row.getLong("held_nanos")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                moment(row, "last_used_at"),
                moment(row, "expires_at"),
                moment(row, "revoked_at"));
    }

    private static @Nullable Usd limit(ResultSet row) throws SQLException {
        long nanos = row.getLong("limit_nanos");
        return row.wasNull() ? null : new Usd(nanos);
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
