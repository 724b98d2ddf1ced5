package dev.turnpike.bench;

import dev.turnpike.bench.load.Target;
import dev.turnpike.bench.machine.ProcessTree;
import dev.turnpike.billing.keys.KeyPepper;
import dev.turnpike.launcher.Progress;
import dev.turnpike.launcher.Settings;
import dev.turnpike.launcher.Turnpike;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The whole product, started for this run in a folder and on ports of its own. */
final class Product implements AutoCloseable {

    private static final String PATH = "/api/v1/chat/completions";
    private static final String MODEL = "sandbox/echo";
    private static final int PEPPER_BYTES = 32;

    /** Unused credit goes back after a second. */
    private static final Duration REST = Duration.ofSeconds(10);

    /** The limit is on and asked at every call, and so high that no load is refused. */
    private static final String CALLS_PER_MINUTE = "100000000";

    private final Turnpike turnpike;
    private final Path state;
    private final Target target;
    private final ProcessTree server;
    private final ProcessTree database;

    private Product(Turnpike turnpike, Path state, List<String> keys) throws SQLException {
        this.turnpike = turnpike;
        this.state = state;
        this.target = new Target(turnpike.settings().ports().product(), PATH, MODEL, keys);
        this.server = new ProcessTree(turnpike.server().pid());
        this.database = databaseOf(turnpike);
    }

    static Product start(Path home, int upstreamPort, int accounts)
            throws IOException, SQLException {
        byte[] pepper = new byte[PEPPER_BYTES];
        new SecureRandom().nextBytes(pepper);
        Path state = Files.createTempDirectory(home.resolve("deploy/bench/target"), "installation");
        Map<String, String> settings =
                Map.of(
                        "TURNPIKE_KEY_PEPPER",
                        Base64.getEncoder().encodeToString(pepper),
                        "TURNPIKE_SANDBOX_MODELS",
                        "false",
                        "TURNPIKE_SANDBOX_MODELS_URL",
                        "http://127.0.0.1:" + upstreamPort,
                        "TURNPIKE_PROVIDER_SANDBOX_KEY",
                        "benchmark",
                        "TURNPIKE_CALLS_PER_MINUTE",
                        CALLS_PER_MINUTE);
        try {
            var isolated = Settings.isolated(home, state, settings);
            return started(
                    Turnpike.start(isolated, Progress.on(System.out)), state, pepper, accounts);
        } catch (SQLException | RuntimeException failure) {
            delete(state);
            throw failure;
        }
    }

    private static Product started(Turnpike turnpike, Path state, byte[] pepper, int accounts)
            throws SQLException {
        try (Connection superuser = turnpike.connectAsSuperuser()) {
            var tenants = new Tenants(superuser, new KeyPepper(pepper));
            return new Product(turnpike, state, tenants.create(accounts));
        } catch (SQLException | RuntimeException failure) {
            turnpike.close();
            throw failure;
        }
    }

    Target target() {
        return target;
    }

    ProcessTree server() {
        return server;
    }

    ProcessTree database() {
        return database;
    }

    String heap() {
        return turnpike.settings().serverHeap();
    }

    /** The books, once the server has given back what it does not use any more. */
    Books books() throws SQLException {
        long end = System.nanoTime() + REST.toNanos();
        try (Connection superuser = turnpike.connectAsSuperuser()) {
            Books books = Books.read(superuser);
            while (books.heldNanos() != 0 && System.nanoTime() < end) {
                books = Books.read(superuser);
            }
            return books;
        }
    }

    /** Stops everything and throws its data away. Can be repeated. */
    @Override
    public synchronized void close() throws IOException {
        turnpike.close();
        delete(state);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** The parent of the process behind a connection, which lives as long as the connection. */
    private static ProcessTree databaseOf(Turnpike turnpike) throws SQLException {
        try (Connection superuser = turnpike.connectAsSuperuser();
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return ProcessTree.ofParentOf(row.getLong(1));
        }
    }
}
