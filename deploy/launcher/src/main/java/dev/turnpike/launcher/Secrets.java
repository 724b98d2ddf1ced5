package dev.turnpike.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Keeps the secrets of an installation in one file that only its owner can read; never prints one.
 */
final class Secrets {

    private final Map<Secret, String> values;

    private Secrets(Map<Secret, String> values) {
        this.values = values;
    }

    /** Loads the file, adds what is missing, and lets variables of the environment go first. */
    static Secrets in(Path file, Map<String, String> environment, SecureRandom random) {
        try {
            Properties kept = load(file);
            if (addMissing(kept, random)) {
                store(kept, file);
            }
            Map<Secret, String> values = new EnumMap<>(Secret.class);
            for (Secret secret : Secret.values()) {
                String fromFile = Objects.requireNonNull(kept.getProperty(secret.variable()));
                values.put(secret, environment.getOrDefault(secret.variable(), fromFile));
            }
            return new Secrets(values);
        } catch (IOException fault) {
            throw new UncheckedIOException("The secrets in " + file + " cannot be used", fault);
        }
    }

    String of(Secret secret) {
        return Objects.requireNonNull(values.get(secret));
    }

    private static Properties load(Path file) throws IOException {
        var kept = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        }
        return kept;
    }

    private static boolean addMissing(Properties kept, SecureRandom random) {
        boolean added = false;
        for (Secret secret : Secret.values()) {
            if (kept.getProperty(secret.variable()) == null) {
                kept.setProperty(secret.variable(), secret.generate(random));
                added = true;
            }
        }
        return added;
    }

    /**
     * Written aside and moved into place: a crash leaves the old file or the new one, never half of
     * one.
     */
    private static void store(Properties kept, Path file) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path folder = Objects.requireNonNull(file.getParent());
        Path fresh = Files.createTempFile(folder, "secrets", ".new", ownerOnly);
        try (var writer = Files.newBufferedWriter(fresh)) {
            kept.store(writer, "Made on the first start. Whoever has this file has the product.");
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
