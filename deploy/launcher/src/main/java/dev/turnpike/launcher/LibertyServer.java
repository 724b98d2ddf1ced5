package dev.turnpike.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server with the product in it; several of them may share one database. */
final class LibertyServer {

    private static final String NAME = "server";
    private static final String TITLE = "The server (Open Liberty)";
    private static final String FOLDER = "turnpike";

    private static final String APPLICATION = "apps/turnpike.ear";

    private final Settings settings;
    private final Layout layout;
    private final Secrets secrets;
    private final Installation installation;
    private final String suffix;
    private final int port;

    /** The one server of an installation. */
    LibertyServer(Settings settings, Layout layout, Secrets secrets, Installation installation) {
        this(settings, layout, secrets, installation, "", settings.ports().product());
    }

    private LibertyServer(
            Settings settings,
            Layout layout,
            Secrets secrets,
            Installation installation,
            String suffix,
            int port) {
        this.settings = settings;
        this.layout = layout;
        this.secrets = secrets;
        this.installation = installation;
        this.suffix = suffix;
        this.port = port;
    }

    /** Another one beside it, on a port of its own. */
    LibertyServer second(int itsPort) {
        return new LibertyServer(settings, layout, secrets, installation, "-2", itsPort);
    }

    Part start(Crew crew, Progress progress) {
        Path programs = unpack(progress);
        refreshConfiguration(folder(FOLDER + suffix));
        progress.say(title() + ": starting (usually 30 s, the first time more than a minute)");
        return crew.start(
                Job.of(
                        NAME + suffix,
                        TITLE,
                        // "run" replaces the shell by the server: its process number is the
                        // server's own.
                        List.of(programs.resolve("bin/server").toString(), "run", FOLDER + suffix),
                        environment(),
                        layout.liberty()));
    }

    /** Does all that a start under this name needs, except for the start. */
    IdleServer layOut(String name, Progress progress) {
        Path programs = unpack(progress);
        refreshConfiguration(folder(name));
        return new IdleServer(programs, folder(name), environment());
    }

    /** Returns when the application answers, its database included. */
    void awaitReady(Part server) {
        readiness(server).await(address() + "/health/ready");
    }

    /**
     * The first page takes seconds, because all pages are woken with it: not at a visitor's cost.
     */
    void wakePages(Part server) {
        readiness(server).await(address() + "/");
    }

    private Readiness readiness(Part server) {
        return Readiness.of(server, settings.startTimeout())
                .hopelessAfter("CWWKZ0002E", "CWWKZ0004E");
    }

    /** How a person tells it from the other one. */
    String title() {
        return "Server" + suffix;
    }

    /** Where this process itself answers. */
    String address() {
        return "http://127.0.0.1:" + port;
    }

    private Path unpack(Progress progress) {
        String version = installation.version("liberty");
        return new Program("Open Liberty " + version, "openliberty-" + version)
                .unpackedIn(
                        settings.programs(),
                        progress,
                        folder -> Archives.unzip(installation.archive("liberty"), folder));
    }

    private Path folder(String name) {
        return layout.liberty().resolve("servers").resolve(name);
    }

    private void refreshConfiguration(Path target) {
        try (Stream<Path> files = Files.walk(installation.server())) {
            Files.createDirectories(layout.serverKeys());
            Files.createDirectories(layout.providerKeys());
            Files.createDirectories(target);
            forgetAnotherApplication(target);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(installation.server().relativize(file).toString());
                Files.createDirectories(copy.resolve("..").normalize());
                Files.copy(
                        file,
                        copy,
                        StandardCopyOption.REPLACE_EXISTING,
                        // An unchanged application is not unpacked again by the server.
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /**
     * The server keeps what it learned about an application's classes by their dates, and in a
     * reproducible archive all dates are the same: what it learned from another build goes.
     */
    private void forgetAnotherApplication(Path target) throws IOException {
        Path known = target.resolve(APPLICATION);
        if (Files.exists(known)
                && Files.mismatch(installation.server().resolve(APPLICATION), known) >= 0) {
            Program.deleteTree(target.resolve("workarea"));
        }
    }

    private Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(settings.environment());
        for (Secret kept : Secret.values()) {
            all.remove(kept.variable());
        }
        for (Secret needed : secretsOfTheServer()) {
            all.put(needed.variable(), secrets.of(needed));
        }
        all.put("JAVA_HOME", System.getProperty("java.home"));
        all.put("JVM_ARGS", "-Xmx" + settings.serverHeap());
        all.put("WLP_USER_DIR", layout.liberty().toString());
        all.put("TURNPIKE_HTTP_HOST", "127.0.0.1");
        all.put("TURNPIKE_HTTP_PORT", "" + port);
        all.put("TURNPIKE_SERVER_KEYS_DIR", layout.serverKeys().toString());
        all.put("TURNPIKE_COOKIES_SECURE", "" + settings.publicUrl().startsWith("https:"));
        all.put("TURNPIKE_PUBLIC_URL", settings.publicUrl());
        all.put("TURNPIKE_DB_HOST", "127.0.0.1");
        all.put("TURNPIKE_DB_PORT", "" + settings.ports().database());
        all.put("TURNPIKE_DB_NAME", Schema.NAME);
        all.put("TURNPIKE_DB_USER", Schema.APP);
        all.put("TURNPIKE_OIDC_ISSUER", settings.oidcIssuer());
        all.put("TURNPIKE_OIDC_CLIENT_ID", Realm.CLIENT);
        all.putIfAbsent("TURNPIKE_MARKUP_BASIS_POINTS", "1500");
        all.putIfAbsent("TURNPIKE_PROVIDER_KEYS_DIR", layout.providerKeys().toString());
        all.putIfAbsent("TURNPIKE_STRIPE_API_BASE", "");
        if (settings.paymentSandbox()) {
            all.put("TURNPIKE_STRIPE_API_BASE", settings.paymentsUrl());
        }
        // An address of one's own may play the providers instead, as the benchmark's does.
        all.putIfAbsent("TURNPIKE_SANDBOX_MODELS_URL", "");
        if (settings.modelSandbox()) {
            all.put("TURNPIKE_SANDBOX_MODELS_URL", settings.modelsUrl());
            all.put("TURNPIKE_PROVIDER_SANDBOX_KEY", secrets.of(Secret.SANDBOX_MODELS_KEY));
            all.put(
                    "TURNPIKE_PROVIDER_SANDBOX_ANTHROPIC_KEY",
                    secrets.of(Secret.SANDBOX_MODELS_KEY));
        }
        return all;
    }

    /**
     * The server never learns how to become the owner of the database or the administrator of
     * Keycloak.
     */
    private static List<Secret> secretsOfTheServer() {
        return List.of(
                Secret.DB_APP_PASSWORD,
                Secret.OIDC_CLIENT_SECRET,
                Secret.KEYSTORE_PASSWORD,
                Secret.STRIPE_SECRET_KEY,
                Secret.STRIPE_WEBHOOK_SECRET,
                Secret.KEY_PEPPER,
                Secret.SEALING_KEYS);
    }
}
