package dev.turnpike.launcher;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The PostgreSQL of this installation: its files, its process, and the ways into it. */
final class Database {

    static final String NAME = "postgres";
    static final String SUPERUSER = "postgres";

    private final Settings settings;
    private final Layout layout;
    private final Secrets secrets;
    private final Progress progress;

    Database(Settings settings, Layout layout, Secrets secrets, Progress progress) {
        this.settings = settings;
        this.layout = layout;
        this.secrets = secrets;
        this.progress = progress;
    }

    Part start(Crew crew, Installation installation) {
        Path programs = unpack(installation);
        Cluster cluster = new Cluster(programs, layout.database());
        cluster.create(secrets.of(Secret.DB_SUPERUSER_PASSWORD), progress);
        cluster.forgetCrash();
        progress.say("PostgreSQL: starting");
        Part part =
                crew.start(
                        new Job(
                                NAME,
                                "PostgreSQL",
                                command(programs),
                                Map.of(),
                                layout.database(),
                                // INT: end the connections that are left, write everything, go.
                                "INT"));
        Readiness.of(part, settings.startTimeout()).await(this::answers);
        return part;
    }

    Connection connect(String database, String user, Secret password) throws SQLException {
        return DriverManager.getConnection(url(database), user, secrets.of(password));
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(settings.ports().database(), database);
    }

    private boolean answers() {
        try (var connection = connect("postgres", SUPERUSER, Secret.DB_SUPERUSER_PASSWORD)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private List<String> command(Path programs) {
        List<String> command = new ArrayList<>(Cluster.notAsRoot());
        command.addAll(List.of(programs.resolve("bin/postgres").toString(), "-D"));
        command.add(layout.database().toString());
        Map<String, String> options =
                Map.ofEntries(
                        entry("listen_addresses", "127.0.0.1"),
                        entry("port", "" + settings.ports().database()),
                        entry("unix_socket_directories", ""),
                        // Money is kept here: what was confirmed must survive a power cut.
                        entry("fsync", "on"),
                        entry("synchronous_commit", "on"),
                        entry("full_page_writes", "on"),
                        // Log files are used again instead of made anew, for which calls wait.
                        entry("min_wal_size", "1GB"),
                        entry("max_wal_size", "2GB"),
                        // 56 of the server, 20 of Keycloak, the rest for people and tests.
                        entry("max_connections", "120"),
                        entry("shared_buffers", "128MB"),
                        entry("log_timezone", "UTC"),
                        entry("timezone", "UTC"));
        options.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private Path unpack(Installation installation) {
        var program = new Program("PostgreSQL", "postgresql-" + installation.version("postgresql"));
        return program.unpackedIn(settings.programs(), progress, Database::untar);
    }

    private static void untar(Path folder) throws IOException {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String name =
                switch (architecture) {
                    case "amd64", "x86_64" -> "/postgres-linux-x86_64.txz";
                    case "aarch64" -> "/postgres-linux-arm_64.txz";
                    default ->
                            throw new CannotStart(
                                    "There is no PostgreSQL for this processor (%s): run Turnpike on x86-64 or ARM with 64 bits."
                                            .formatted(architecture));
                };
        try (InputStream archive = Program.resource(name)) {
            Archives.untarXz(archive, folder);
        }
        if (!Files.isExecutable(Objects.requireNonNull(folder).resolve("bin/postgres"))) {
            throw new IOException("The archive " + name + " holds no bin/postgres");
        }
    }
}
