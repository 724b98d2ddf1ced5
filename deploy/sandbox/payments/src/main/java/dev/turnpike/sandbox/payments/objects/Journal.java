package dev.turnpike.sandbox.payments.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets purchases outlive the process: one line of JSON for each commit, the newest state of an
 * object last. A line is on the disk before its request is answered.
 */
public final class Journal implements AutoCloseable {

    private static final String FILE = "payments.journal";

    private final Path file;
    private FileChannel channel;

    public Journal(Path folder) {
        this.file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            this.channel = openForAppending();
        } catch (IOException unusable) {
            throw new UncheckedIOException("Cannot keep the journal in " + folder, unusable);
        }
    }

    /** Every object ever written, oldest state first. */
    public List<ObjectNode> read() {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            // A line without its end was cut off by a crash; its request never got an answer.
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            var objects = new ArrayList<ObjectNode>();
            whole.lines().forEach(line -> readLine(line, objects));
            return objects;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the journal " + file, unreadable);
        }
    }

    /** Puts the present state in place of the history, in one step that a crash cannot halve. */
    void compact(Collection<ObjectNode> present) {
        Path next = file.resolveSibling(FILE + ".next");
        try {
            channel.close();
            try (FileChannel fresh =
                    FileChannel.open(
                            next,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                for (ObjectNode object : present) {
                    write(fresh, List.of(object));
                }
                fresh.force(true);
            }
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            channel = openForAppending();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot rewrite the journal " + file, failed);
        }
    }

    void append(Collection<ObjectNode> objects) {
        try {
            write(channel, objects);
            channel.force(false);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write the journal " + file, failed);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot close the journal " + file, failed);
        }
    }

    private void readLine(String line, List<ObjectNode> objects) {
        try {
            Json.readArray(line).forEach(object -> objects.add((ObjectNode) object));
        } catch (JacksonException | IllegalArgumentException | ClassCastException damaged) {
            throw new IllegalStateException(
                    "The journal "
                            + file
                            + " is damaged. Move it away to start with an empty sandbox.",
                    damaged);
        }
    }

    private FileChannel openForAppending() throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void write(FileChannel channel, Collection<ObjectNode> objects)
            throws IOException {
        String line = Json.print(Json.array().addAll(objects)) + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
