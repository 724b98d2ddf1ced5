package dev.turnpike.launcher;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;

/**
 * Brings the databases, their roles and their tables to the state that this version of the product
 * needs.
 */
final class Schema {

    static final String NAME = "turnpike";
    static final String OWNER = "turnpike_owner";

    /**
     * Owns nothing and bypasses nothing: row level security binds it even if the server is taken
     * over.
     */
    static final String APP = "turnpike_app";

    /** Nobody's login: the application switches to it for the few steps that cross accounts. */
    private static final String ACROSS = "turnpike_across";

    static final String KEYCLOAK = "keycloak";

    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger MIGRATION_LOG = Logger.getLogger("org.flywaydb");

    private static final String ROLE = "SELECT 1 FROM pg_roles WHERE rolname = ?";

    private final Database database;
    private final Secrets secrets;

    Schema(Database database, Secrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    /** Can be repeated: what is there stays, and passwords follow the settings. */
    void prepare() {
        try (Connection connection = connectAsSuperuser()) {
            ensureRole(connection, OWNER, Secret.DB_OWNER_PASSWORD);
            ensureRole(connection, APP, Secret.DB_APP_PASSWORD);
            ensureRole(connection, KEYCLOAK, Secret.DB_KEYCLOAK_PASSWORD);
            ensureDatabase(connection, NAME, OWNER);
            ensureDatabase(connection, KEYCLOAK, KEYCLOAK);
            ensureStepAcross(connection);
            run(connection, "GRANT CONNECT ON DATABASE " + NAME + " TO " + APP);
        } catch (SQLException fault) {
            throw new IllegalStateException("The databases could not be prepared", fault);
        }
        migrate();
    }

    private void migrate() {
        // Its dozen lines of news would bury the progress; warnings still show.
        MIGRATION_LOG.setLevel(Level.WARNING);
        Flyway.configure()
                .dataSource(database.url(NAME), OWNER, secrets.of(Secret.DB_OWNER_PASSWORD))
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private Connection connectAsSuperuser() throws SQLException {
        return database.connect("postgres", Database.SUPERUSER, Secret.DB_SUPERUSER_PASSWORD);
    }

    private void ensureRole(Connection connection, String role, Secret password)
            throws SQLException {
        if (!exists(connection, ROLE, role)) {
            run(connection, "CREATE ROLE " + role);
        }
        run(
                connection,
                "ALTER ROLE %s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD %s"
                        .formatted(role, quoted(connection, secrets.of(password))));
    }

    /** Made here, so that the owner of the tables need not be allowed to make roles. */
    private static void ensureStepAcross(Connection connection) throws SQLException {
        if (!exists(connection, ROLE, ACROSS)) {
            run(connection, "CREATE ROLE " + ACROSS + " NOLOGIN");
        }
        run(connection, "GRANT %s TO %s WITH INHERIT FALSE, SET TRUE".formatted(ACROSS, APP));
    }

    private static void ensureDatabase(Connection connection, String name, String owner)
            throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
            run(connection, "CREATE DATABASE " + name + " OWNER " + owner);
        }
        run(connection, "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    private static String quoted(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.enquoteLiteral(text);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
