package dev.turnpike.persistence.fast;

import dev.turnpike.billing.StoreUnavailable;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database did not do what it was told; whether it did part of it is not known. */
public final class DatabaseFailed extends StoreUnavailable {

    private static final long serialVersionUID = 1L;

    private final @Nullable String sqlState;

    DatabaseFailed(String sql, SQLException cause) {
        super("Failed with SQL state " + cause.getSQLState() + ": " + sql, cause);
        sqlState = cause.getSQLState();
    }

    /** The database's name for what went wrong; null when it did not come to that. */
    public @Nullable String sqlState() {
        return sqlState;
    }
}
