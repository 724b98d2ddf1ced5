package dev.turnpike.persistence.fast;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Runs one statement that is its own transaction: what it did is durable when it returns, and its
 * settings (account, role) end with it.
 */
public final class FastDatabase {

    /** A deadlock or a lost connection is followed by this many tries in all; each is immediate. */
    private static final int MAX_TRIES = 3;

    private final DataSource dataSource;

    public FastDatabase(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Fills in the parameters. */
    public interface Binding {
        void bind(Parameters parameters) throws SQLException;
    }

    /** Reads the result, which stands before its first row. */
    public interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Runs the statement once. */
    public <T> T query(String sql, Binding binding, Reading<T> reading) {
        try {
            return run(sql, binding, reading);
        } catch (SQLException e) {
            throw new DatabaseFailed(sql, e);
        }
    }

    /**
     * Runs a statement, once, that may take longer than connections wait for an answer elsewhere.
     */
    public <T> T patientQuery(Duration patience, String sql, Binding binding, Reading<T> reading) {
        try (Connection connection = dataSource.getConnection()) {
            int usual = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
            try {
                return run(connection, sql, binding, reading);
            } finally {
                connection.setNetworkTimeout(Runnable::run, usual);
            }
        } catch (SQLException e) {
            throw new DatabaseFailed(sql, e);
        }
    }

    /**
     * Runs a statement that may be repeated without harm, again if the database or the way to it
     * gave up.
     */
    public <T> T repeatableQuery(String sql, Binding binding, Reading<T> reading) {
        for (int attempt = 1; ; attempt++) {
            try {
                return run(sql, binding, reading);
            } catch (SQLException e) {
                if (attempt == MAX_TRIES || !DatabaseFailed.mayPassAtOnce(e)) {
                    throw new DatabaseFailed(sql, e);
                }
            }
        }
    }

    private <T> T run(String sql, Binding binding, Reading<T> reading) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return run(connection, sql, binding, reading);
        }
    }

    private static <T> T run(Connection connection, String sql, Binding binding, Reading<T> reading)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(new Parameters(connection, statement));
            try (ResultSet rows = statement.executeQuery()) {
                return reading.read(rows);
            }
        }
    }
}
