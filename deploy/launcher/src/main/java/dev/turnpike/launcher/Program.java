package dev.turnpike.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A program that is unpacked once and then used by every start: PostgreSQL, Keycloak, the server.
 *
 * @param title how a person knows it
 * @param name its folder, with the version in it
 */
record Program(String title, String name) {

    /** Fills an empty folder; what it leaves there when it returns is the unpacked program. */
    @FunctionalInterface
    interface Unpacking {
        void into(Path folder) throws IOException;
    }

    /**
     * The unpacked program. It is made in a folder of another name and moved when whole, so that an
     * interrupted start never leaves half a program behind; a lock lets a second start wait instead
     * of doing the same again.
     */
    Path unpackedIn(Path programs, Progress progress, Unpacking unpacking) {
        Path target = programs.resolve(name);
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            Files.createDirectories(programs);
            synchronized (Program.class) {
                unpackAlone(target, progress, unpacking);
            }
            return target;
        } catch (IOException fault) {
            throw new UncheckedIOException(title + " could not be unpacked into " + target, fault);
        }
    }

    private void unpackAlone(Path target, Progress progress, Unpacking unpacking)
            throws IOException {
        Path lock = target.resolveSibling("unpacking.lock");
        try (var channel =
                        FileChannel.open(
                                lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (Files.isDirectory(target)) {
                return;
            }
            Path unfinished = target.resolveSibling(name + ".unfinished");
            deleteTree(unfinished);
            progress.say(title + ": unpacking, this once (up to 15 s)");
            unpacking.into(Files.createDirectories(unfinished));
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Opens a file of the class path; it is there by the build's own declaration. */
    static InputStream resource(String name) {
        InputStream found = Program.class.getResourceAsStream(name);
        if (found == null) {
            throw new IllegalStateException("Not on the class path: " + name);
        }
        return found;
    }
}
