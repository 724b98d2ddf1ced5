package dev.turnpike.persistence.fast;

import java.sql.SQLException;

/** The database did not do what it was told; whether it did part of it is not known. */
public final class DatabaseFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseFailed(String sql, SQLException cause) {
        super("Failed with SQL state " + cause.getSQLState() + ": " + sql, cause);
    }
}
