package dev.turnpike.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {

    private static final int EXECUTABLE = 0100755;
    private static final int PLAIN = 0100644;

    @TempDir Path folder;

    @Test
    void leavesOutTheOneFolderAroundAll() throws IOException {
        Archives.unzip(zip("program-1.0/conf/settings", PLAIN), target());

        assertThat(target().resolve("conf/settings")).hasContent("text");
    }

    @Test
    void keepsTheRightToExecute() throws IOException {
        Archives.unzip(zip("program-1.0/bin/start", EXECUTABLE), target());

        assertThat(target().resolve("bin/start")).isExecutable();
    }

    @Test
    void refusesAnEntryThatPointsOutOfTheFolder() throws IOException {
        Path archive = zip("program-1.0/../../escaped", PLAIN);

        assertThatThrownBy(() -> Archives.unzip(archive, target()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("escaped");
        assertThat(folder.resolve("escaped")).doesNotExist();
    }

    private Path target() {
        return folder.resolve("target");
    }

    private Path zip(String name, int mode) throws IOException {
        Path archive = folder.resolve("program.zip");
        try (var zip = new ZipArchiveOutputStream(Files.newOutputStream(archive))) {
            var entry = new ZipArchiveEntry(name);
            entry.setUnixMode(mode);
            zip.putArchiveEntry(entry);
            zip.write("text".getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }
        return archive;
    }
}
