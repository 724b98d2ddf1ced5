package dev.turnpike.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks archives with the rights of their files, and refuses entries that point out of the
 * folder.
 */
final class Archives {

    private static final int OWNER_MAY_EXECUTE = 0100;

    private Archives() {}

    /** Unpacks a zip whose entries all lie in one folder, without that folder. */
    static void unzip(Path archive, Path folder) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                int slash = entry.getName().indexOf('/');
                Path target = inside(folder, entry.getName().substring(slash + 1));
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    try (InputStream content = zip.getInputStream(entry)) {
                        write(content, target, entry.getUnixMode());
                    }
                }
            }
        }
    }

    /** Unpacks a tar compressed with xz. */
    static void untarXz(InputStream compressed, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(compressed))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path target = inside(folder, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isSymbolicLink()) {
                    inside(folder, entry.getLinkName());
                    Files.createDirectories(target.getParent());
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    write(tar, target, entry.getMode());
                }
            }
        }
    }

    private static Path inside(Path folder, String name) throws IOException {
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("The archive names a file outside of its folder: " + name);
        }
        return target;
    }

    private static void write(InputStream content, Path target, int mode) throws IOException {
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.copy(content, target);
        if ((mode & OWNER_MAY_EXECUTE) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
