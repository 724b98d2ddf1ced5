package dev.turnpike.journeys;

import dev.turnpike.launcher.Progress;
import dev.turnpike.launcher.Server;
import dev.turnpike.launcher.Settings;
import dev.turnpike.launcher.Turnpike;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Starts the product once for all journeys of a run, on free ports and with an empty state. */
public final class Stage implements BeforeAllCallback {

    /** Known to the tests, so that they can make keys without clicking. */
    static final byte[] PEPPER =
            "a pepper that only the tests know"
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    /** Short, so that a provider that is too slow is given up within a test's patience. */
    private static final String FIRST_TOKEN_TIMEOUT_MILLIS = "3000";

    /** Below the 6.4 s that the slow model takes for a whole answer, above what any other takes. */
    private static final String REPLY_TIMEOUT_MILLIS = "4500";

    /** Short, so that a test can wait for the holds of a dead server to lapse. */
    private static final String HOLD_LIFETIME_SECONDS = "10";

    /** A machine that does much else at the same time takes long to start a server. */
    private static final String START_TIMEOUT_SECONDS = "900";

    /** With which a journey reads the metrics. */
    static final String METRICS_TOKEN = "a token that only the tests know";

    private static final Object LOCK = new Object();

    /** Closed by JUnit after the last test class, in whatever way the run ends. */
    private record Running(Turnpike turnpike) implements AutoCloseable {
        @Override
        public void close() {
            turnpike.close();
        }
    }

    private static volatile @org.jspecify.annotations.Nullable Turnpike current;
    private static volatile @org.jspecify.annotations.Nullable Server second;

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(Namespace.create(Stage.class))
                .getOrComputeIfAbsent(Stage.class, _ -> new Running(start()), Running.class);
    }

    /** The product under test. */
    static Turnpike turnpike() {
        Turnpike running = current;
        if (running == null) {
            throw new IllegalStateException("A journey is extended with Stage");
        }
        return running;
    }

    /** A second server on the same database; started when it is first asked for, and kept. */
    static Server second() {
        synchronized (LOCK) {
            Server running = second;
            if (running == null) {
                running = turnpike().startSecondServer();
                second = running;
            }
            return running;
        }
    }

    private static Turnpike start() {
        synchronized (LOCK) {
            Path home = Path.of(System.getProperty("turnpike.home", "../..")).toAbsolutePath();
            Path state = Path.of("target", "stage").toAbsolutePath();
            remove(state);
            Turnpike started =
                    Turnpike.start(
                            Settings.isolated(
                                    home,
                                    state,
                                    Map.of(
                                            "TURNPIKE_KEY_PEPPER",
                                            Base64.getEncoder().encodeToString(PEPPER),
                                            "TURNPIKE_FIRST_TOKEN_TIMEOUT_MILLIS",
                                            FIRST_TOKEN_TIMEOUT_MILLIS,
                                            "TURNPIKE_REPLY_TIMEOUT_MILLIS",
                                            REPLY_TIMEOUT_MILLIS,
                                            "TURNPIKE_STRIPE_SECRET_KEY",
                                            Checkout.SECRET_KEY,
                                            "TURNPIKE_METRICS_TOKEN",
                                            METRICS_TOKEN,
                                            "TURNPIKE_PRICE_LISTS",
                                            PriceListFiles.setting(),
                                            "TURNPIKE_START_TIMEOUT_SECONDS",
                                            START_TIMEOUT_SECONDS,
                                            "TURNPIKE_HOLD_LIFETIME_SECONDS",
                                            HOLD_LIFETIME_SECONDS)),
                            Progress.on(System.out));
            current = started;
            return started;
        }
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the state of the last run", e);
        }
    }
}
