package dev.turnpike.launcher;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The whole product, running on this machine: started for a person by {@link Main}, for a journey
 * by a test.
 */
public final class Turnpike implements AutoCloseable {

    private final Settings settings;
    private final Progress progress;
    private final Installation installation;
    private final InstallationLock lock;
    private final Secrets secrets;
    private final Crew crew;
    private final Database database;
    private final LibertyServer liberty;
    private final Server server;
    private volatile @Nullable Part databaseProcess;

    private Turnpike(
            Settings settings,
            Progress progress,
            Installation installation,
            InstallationLock lock) {
        Layout layout = new Layout(settings.state());
        this.settings = settings;
        this.progress = progress;
        this.lock = lock;
        this.installation = installation;
        this.secrets = Secrets.in(layout.secrets(), settings.environment(), new SecureRandom());
        this.crew = new Crew(layout);
        this.database = new Database(settings, layout, secrets, progress);
        this.liberty = new LibertyServer(settings, layout, secrets, installation);
        this.server = new Server(liberty, crew, progress);
    }

    /**
     * Checks the machine and takes hold of the installation; nothing runs yet. Throws {@link
     * CannotStart}.
     */
    public static Turnpike prepare(Settings settings, Progress progress) {
        Machine.requireJava(Runtime.version());
        Installation installation = Installation.in(settings.home());
        Layout layout = new Layout(settings.state());
        if (!layout.isCreated()) {
            // A first start that is refused leaves nothing behind.
            requireRoom(settings);
            layout.create();
        }
        InstallationLock lock = InstallationLock.take(layout);
        try {
            // They may hold the ports and the memory that are asked for next.
            new Leftovers(layout.running()).end(progress);
            requireRoom(settings);
            return new Turnpike(settings, progress, installation, lock);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private static void requireRoom(Settings settings) {
        Machine.requireMemory();
        settings.ports().requireFree();
    }

    /** Prepares and starts; when this returns, the product answers. */
    public static Turnpike start(Settings settings, Progress progress) {
        Turnpike turnpike = prepare(settings, progress);
        try {
            turnpike.start();
            return turnpike;
        } catch (RuntimeException failure) {
            turnpike.close();
            throw failure;
        }
    }

    /** Starts all parts; Keycloak and the server, the two slow ones, side by side. */
    void start() {
        Layout layout = new Layout(settings.state());
        var sandboxes = new Sandboxes(settings, layout, secrets, installation);
        sandboxes.requireNoLiveKey();
        prepareDatabase();
        var keycloak = new Keycloak(settings, layout, secrets, installation);
        Part signIn = keycloak.start(crew, progress);
        server.launch();
        sandboxes.start(crew, progress);
        Readiness.of(signIn, settings.startTimeout()).await(keycloak.readyUrl());
        new Realm(settings, secrets).update();
        progress.say("Keycloak: answers");
        server.awaitReady();
        server.wakePages();
    }

    /**
     * Starts the database alone, and lays out a server of this name beside it for somebody else to
     * start.
     */
    public IdleServer startDatabaseFor(String serverName) {
        prepareDatabase();
        return liberty.layOut(serverName, progress);
    }

    public Settings settings() {
        return settings;
    }

    public String publicUrl() {
        return settings.publicUrl();
    }

    /** The server that people and sign-in know. */
    public Server server() {
        return server;
    }

    /** Ends the server alone as kill -9 does. */
    public void killServer() {
        server.kill();
    }

    /** Starts the server again and waits until it answers. */
    public void startServer() {
        server.start();
    }

    /** Starts one more server on the same database, and waits until it answers. */
    public Server startSecondServer() {
        Server second = new Server(liberty.second(Ports.free().product()), crew, progress);
        second.start();
        return second;
    }

    /** Ends the database alone as kill -9 does. */
    public void killDatabase() {
        databaseProcess().kill();
    }

    /** Lets the database do nothing until it is told to go on. */
    public void freezeDatabase() {
        databaseProcess().freeze();
    }

    /** Lets the database go on. */
    public void thawDatabase() {
        databaseProcess().thaw();
    }

    /** Starts the database again, as it is, and waits until it answers. */
    public void startDatabase() {
        databaseProcess = database.start(crew, installation);
    }

    /**
     * A look behind the counter for tests: past row level security, which binds the application.
     */
    public Connection connectAsSuperuser() throws SQLException {
        return database.connect(Schema.NAME, Database.SUPERUSER, Secret.DB_SUPERUSER_PASSWORD);
    }

    /** The connection that the application itself has. */
    public Connection connectAsApplication() throws SQLException {
        return database.connect(Schema.NAME, Schema.APP, Secret.DB_APP_PASSWORD);
    }

    /** With which {@code operator@turnpike.localhost} signs in at the portal. */
    public String operatorPassword() {
        return secrets.of(Secret.OPERATOR_PASSWORD);
    }

    /** What the payment provider signs its messages with. */
    public String webhookSecret() {
        return secrets.of(Secret.STRIPE_WEBHOOK_SECRET);
    }

    /** Completed with the first part that ends without having been asked to. */
    CompletableFuture<Part> firstDeath() {
        return crew.firstDeath();
    }

    /** Stops everything, the database last, and gives the installation free. Can be repeated. */
    @Override
    public void close() {
        crew.close();
        lock.close();
    }

    private void prepareDatabase() {
        startDatabase();
        progress.say("PostgreSQL: answers; bringing the tables up to date (a few seconds)");
        new Schema(database, secrets).prepare();
    }

    private Part databaseProcess() {
        Part running = databaseProcess;
        if (running == null) {
            throw new IllegalStateException("The database was not started yet");
        }
        return running;
    }
}
