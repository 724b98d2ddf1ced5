package dev.turnpike.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that one installation runs once; the system frees it even when its holder is killed.
 */
final class InstallationLock implements AutoCloseable {

    private final FileChannel channel;

    private InstallationLock(FileChannel channel) {
        this.channel = channel;
    }

    static InstallationLock take(Layout layout) {
        try {
            FileChannel channel =
                    FileChannel.open(
                            layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new CannotStart(
                        "Turnpike already runs from %s: stop it with Ctrl-C or kill, or give this one a folder and ports of its own (TURNPIKE_STATE_DIR, deploy/docs/SETTINGS.md)."
                                .formatted(layout.state()));
            }
            return new InstallationLock(channel);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
