package dev.turnpike.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keycloak: where people register and sign in. */
final class Keycloak {

    static final String NAME = "keycloak";

    /** A realm of this size idles at 150 MiB; above 384 MiB it only collects later. */
    private static final String HEAP = "-Xmx384m";

    /** What Keycloak's own start script passes, without the shell that stays in between. */
    private static final List<String> JVM =
            List.of(
                    HEAP,
                    "-XX:+UseSerialGC",
                    // It serves few requests: quick code early is worth more than the best code
                    // late.
                    "-XX:TieredStopAtLevel=1",
                    "-XX:MaxMetaspaceSize=256m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Dfile.encoding=UTF-8",
                    "-Duser.language=en",
                    "-Duser.country=US",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                    "--add-opens=java.base/java.security=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                    "-Dpicocli.disable.closures=true");

    /** Our own files, by their place in Keycloak's folder. */
    private static final List<String> FILES =
            List.of(
                    "data/import/turnpike-realm.json",
                    "themes/turnpike/login/theme.properties",
                    "themes/turnpike/login/resources/css/turnpike.css",
                    "themes/turnpike/login/resources/img/favicon.svg",
                    "themes/turnpike/login/messages/messages_en.properties");

    private final Settings settings;
    private final Layout layout;
    private final Secrets secrets;
    private final Installation installation;

    Keycloak(Settings settings, Layout layout, Secrets secrets, Installation installation) {
        this.settings = settings;
        this.layout = layout;
        this.secrets = secrets;
        this.installation = installation;
    }

    Part start(Crew crew, Progress progress) {
        Path programs = unpack(progress);
        placeFiles(programs);
        progress.say("Keycloak: starting (usually 20 s, the first time a minute)");
        List<String> arguments = List.of("start", "--optimized", "--import-realm");
        return crew.start(
                Job.of(
                        NAME,
                        "Keycloak",
                        command(programs, arguments),
                        environment(),
                        layout.keycloak()));
    }

    String readyUrl() {
        return "http://127.0.0.1:%d/realms/turnpike/.well-known/openid-configuration"
                .formatted(settings.ports().keycloak());
    }

    private Path unpack(Progress progress) {
        String version = installation.version("keycloak");
        var program = new Program("Keycloak " + version, "keycloak-" + version);
        return program.unpackedIn(
                settings.programs(),
                progress,
                folder -> {
                    Archives.unzip(installation.archive("keycloak"), folder);
                    progress.say(
                            program.title() + ": preparing for PostgreSQL, this once (30 to 60 s)");
                    prepare(folder);
                });
    }

    /** Done ahead, a start takes seconds; else Keycloak rebuilds itself each time. */
    private static void prepare(Path programs) throws IOException {
        var builder =
                new ProcessBuilder(
                        programs.resolve("bin/kc.sh").toString(),
                        "build",
                        "--db=postgres",
                        "--features-disabled=kerberos,device-flow,ciba,par,impersonation");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("Keycloak could not be prepared: " + output);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("The start was interrupted.", interrupted);
        }
    }

    /** The folder of this installation: what is unpacked stays untouched and can be shared. */
    private void placeFiles(Path programs) {
        try {
            // Keycloak looks for what was prepared under its home.
            Path lib = layout.keycloak().resolve("lib");
            Files.createDirectories(layout.keycloak());
            Files.deleteIfExists(lib);
            Files.createSymbolicLink(lib, programs.resolve("lib"));
            Files.createDirectories(layout.keycloak().resolve("providers"));
            Files.createDirectories(layout.keycloak().resolve("conf"));
            for (String name : FILES) {
                Path target = layout.keycloak().resolve(name);
                Files.createDirectories(target.resolve("..").normalize());
                String resource = name.replace("data/import/", "");
                try (InputStream content = Program.resource("/keycloak/" + resource)) {
                    Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private List<String> command(Path programs, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(JVM);
        command.add("-Dkc.home.dir=" + layout.keycloak());
        command.add("-Djboss.server.config.dir=" + layout.keycloak().resolve("conf"));
        command.addAll(List.of("-cp", programs.resolve("lib/quarkus-run.jar").toString()));
        command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        command.addAll(arguments);
        return command;
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("KC_DB_URL", databaseUrl()),
                Map.entry("KC_DB_USERNAME", Schema.KEYCLOAK),
                Map.entry("KC_DB_PASSWORD", secrets.of(Secret.DB_KEYCLOAK_PASSWORD)),
                Map.entry("KC_DB_POOL_MAX_SIZE", "20"),
                Map.entry("KC_CACHE", "local"),
                Map.entry("KC_HOSTNAME", settings.keycloakUrl()),
                Map.entry("KC_HTTP_ENABLED", "true"),
                Map.entry("KC_HTTP_HOST", "127.0.0.1"),
                Map.entry("KC_HTTP_PORT", "" + settings.ports().keycloak()),
                Map.entry("KC_LOG_CONSOLE_COLOR", "false"),
                Map.entry("KC_BOOTSTRAP_ADMIN_USERNAME", "admin"),
                Map.entry(
                        "KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.of(Secret.KEYCLOAK_ADMIN_PASSWORD)),
                Map.entry("KC_BOOTSTRAP_ADMIN_CLIENT_ID", Realm.LAUNCHER),
                Map.entry(
                        "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET",
                        secrets.of(Secret.KEYCLOAK_LAUNCHER_SECRET)));
    }

    private String databaseUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s"
                .formatted(settings.ports().database(), Schema.KEYCLOAK);
    }
}
