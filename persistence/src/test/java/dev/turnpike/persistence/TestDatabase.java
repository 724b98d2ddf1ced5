package dev.turnpike.persistence;

import dev.turnpike.persistence.tenancy.TenantScope;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * One PostgreSQL for all tests of the module, with the roles and rights of production and with
 * fsync on. Tests share it and keep apart by making their own accounts.
 */
public final class TestDatabase {

    private static final String NAME = "turnpike";
    private static final TestDatabase SHARED = new TestDatabase();

    private final EmbeddedPostgres server;
    private final EntityManagerFactory sessions;

    private TestDatabase() {
        try {
            server =
                    EmbeddedPostgres.builder()
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("full_page_writes", "on")
                            .setServerConfig("min_wal_size", "1GB")
                            .setServerConfig("max_wal_size", "2GB")
                            .setServerConfig("max_connections", "200")
                            .start();
            createRoles();
            migrate();
            sessions = openSessions();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static TestDatabase shared() {
        return SHARED;
    }

    /** Connections of the application's role, each opened anew. */
    public DataSource app() {
        return server.getDatabase("turnpike_app", NAME);
    }

    /** A pool as one server process has it. */
    public Pool appPool(int size) {
        try {
            return new Pool(app(), size);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connections that may do anything. */
    public DataSource superuser() {
        return server.getDatabase("postgres", NAME);
    }

    /** Another database of the same server, empty; connections of this user. */
    public DataSource emptyDatabase(String name, String user) {
        execute(
                server.getPostgresDatabase(),
                "create database %s owner turnpike_owner".formatted(name));
        return database(name, user);
    }

    /** Connections of this user to such a database. */
    public DataSource database(String name, String user) {
        return server.getDatabase(user, name);
    }

    /** Runs SQL with connections of this source. */
    public static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Runs a keeper's method in a transaction of its own, as the container would. */
    public <T> T inTransaction(Function<TenantScope, T> work) {
        try (EntityManager session = sessions.createEntityManager()) {
            session.getTransaction().begin();
            try {
                T result = work.apply(new TenantScope(session));
                session.getTransaction().commit();
                return result;
            } finally {
                if (session.getTransaction().isActive()) {
                    session.getTransaction().rollback();
                }
            }
        }
    }

    /** A keeper each of whose methods runs in a transaction of its own. */
    public <P> P keeper(Class<P> port, Function<TenantScope, P> maker) {
        Object keeper =
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) ->
                                inTransaction(maker.andThen(call(method, arguments))));
        return port.cast(keeper);
    }

    private static <P> Function<P, Object> call(Method method, Object[] arguments) {
        return keeper -> {
            try {
                return method.invoke(keeper, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof RuntimeException thrown
                        ? thrown
                        : new IllegalStateException(e);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private void createRoles() {
        execute(
                server.getPostgresDatabase(),
                """
                create role turnpike_owner login;
                create role turnpike_app login;
                create role turnpike_across nologin;
                grant turnpike_across to turnpike_app with inherit false, set true;
                """);
        execute(server.getPostgresDatabase(), "create database turnpike owner turnpike_owner");
    }

    private void migrate() {
        Flyway.configure().dataSource(server.getDatabase("turnpike_owner", NAME)).load().migrate();
    }

    private EntityManagerFactory openSessions() throws SQLException {
        return Persistence.createEntityManagerFactory(
                "turnpike",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource",
                        appPool(8).dataSource()));
    }
}
