package dev.turnpike.persistence.fast;

import dev.turnpike.billing.StoreUnavailable;
import java.sql.SQLException;

/** The database did not do what it was told; whether it did part of it is not known. */
public final class DatabaseFailed extends StoreUnavailable {

    private static final long serialVersionUID = 1L;

    DatabaseFailed(String sql, SQLException cause) {
        super("Failed with SQL state " + cause.getSQLState() + ": " + sql, cause);
    }
}
