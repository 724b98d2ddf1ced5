package dev.turnpike.container;

import jakarta.annotation.Resource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The pool that the path of a call uses, without anything in front of it. */
@Singleton
class FastPool {

    @Resource(lookup = "jdbc/turnpike-fast", shareable = false)
    private DataSource dataSource;

    @SuppressWarnings("NullAway.Init") // The container fills the field before anyone gets the bean.
    FastPool() {}

    /** One number from whatever connection the pool gives. */
    long number(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
