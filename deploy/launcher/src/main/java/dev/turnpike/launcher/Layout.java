package dev.turnpike.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where everything of one installation lies on the disk. */
record Layout(Path state) {

    /** Made for its owner alone: it holds the database and the secrets. */
    void create() {
        try {
            Files.createDirectories(state);
            Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(logs());
            Files.createDirectories(running());
            Files.createDirectories(data());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** A folder with only the unpacked programs in it holds no installation yet. */
    boolean isCreated() {
        return Files.isDirectory(data());
    }

    Path lock() {
        return state.resolve("lock");
    }

    Path secrets() {
        return state.resolve("secrets.properties");
    }

    Path logs() {
        return state.resolve("logs");
    }

    Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /** One file per running process, so that the next start can end what a crash left behind. */
    Path running() {
        return state.resolve("running");
    }

    Path data() {
        return state.resolve("data");
    }

    Path database() {
        return data().resolve("postgres");
    }

    Path payments() {
        return data().resolve("payments");
    }

    Path keycloak() {
        return state.resolve("keycloak");
    }

    Path liberty() {
        return state.resolve("liberty");
    }

    /** The server's own keys; kept over restarts, so that people stay signed in. */
    Path serverKeys() {
        return data().resolve("server-keys");
    }

    Path providerKeys() {
        return state.resolve("provider-keys");
    }
}
