package dev.turnpike.sandbox.payments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Stripe's own Node client and command line, installed as the lock file says. */
final class NodePackages {

    static final Path FOLDER = Path.of(System.getProperty("basedir", ""), "src", "test", "node");

    private static final Duration INSTALLATION = Duration.ofMinutes(5);

    /** Holds the lock file that was installed, so that a later run need not ask the network. */
    private static final Path INSTALLED = FOLDER.resolve("node_modules/.installed-lock.json");

    private NodePackages() {}

    /** Does nothing when what the lock file says is there already. */
    static synchronized void install() {
        try {
            String lock = Files.readString(FOLDER.resolve("package-lock.json"));
            if (Files.exists(INSTALLED) && Files.readString(INSTALLED).equals(lock)) {
                return;
            }
            // No package needs its install script, and none shall run one unseen.
            OtherProgram.Result result =
                    OtherProgram.run(
                            FOLDER,
                            List.of(
                                    "npm",
                                    "ci",
                                    "--ignore-scripts",
                                    "--prefer-offline",
                                    "--no-audit",
                                    "--no-fund"),
                            Map.of(),
                            INSTALLATION);
            if (result.exit() != 0) {
                throw new IllegalStateException(
                        "npm ci failed in " + FOLDER + ":\n" + result.output());
            }
            Files.writeString(INSTALLED, lock);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
