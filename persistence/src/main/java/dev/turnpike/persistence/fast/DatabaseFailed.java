package dev.turnpike.persistence.fast;

import dev.turnpike.billing.StoreUnavailable;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database did not do what it was told; whether it did part of it is not known. */
public final class DatabaseFailed extends StoreUnavailable {

    private static final long serialVersionUID = 1L;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final @Nullable String sqlState;

    DatabaseFailed(String sql, SQLException cause) {
        super("Failed with SQL state " + cause.getSQLState() + ": " + sql, cause, isPassing(cause));
        sqlState = cause.getSQLState();
    }

    /**
     * Class 08: connection; 40: serialisation failure and deadlock; 53: no connections or memory
     * left; 55P03: a lock did not come free in time; 57P: the server goes down or comes up. Without
     * a state it did not come to a statement.
     */
    static boolean isPassing(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                || state.startsWith("08")
                || state.startsWith("40")
                || state.startsWith("53")
                || LOCK_NOT_AVAILABLE.equals(state)
                || state.startsWith("57P");
    }

    /** A lock that did not come free in time is not waited for once more. */
    static boolean mayPassAtOnce(SQLException failure) {
        return isPassing(failure) && !LOCK_NOT_AVAILABLE.equals(failure.getSQLState());
    }

    /** Whether a lock did not come free in time. */
    public boolean isLocked() {
        return LOCK_NOT_AVAILABLE.equals(sqlState);
    }

    /** The database's name for what went wrong; null when it did not come to that. */
    public @Nullable String sqlState() {
        return sqlState;
    }
}
