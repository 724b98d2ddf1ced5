package dev.turnpike.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    private final Program program = new Program("A program", "program-1.0");
    private final Progress progress =
            Progress.on(
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));

    @TempDir Path programs;

    @Test
    void isUnpackedOnce() {
        program.unpackedIn(programs, progress, into -> Files.writeString(into.resolve("a"), "1"));

        Path unpacked =
                program.unpackedIn(
                        programs, progress, into -> Files.writeString(into.resolve("a"), "2"));

        assertThat(unpacked.resolve("a")).hasContent("1");
    }

    @Test
    void isNotThereAfterAnInterruptedAttempt() {
        assertThatThrownBy(() -> program.unpackedIn(programs, progress, ProgramTest::interrupted))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(programs.resolve("program-1.0")).doesNotExist();
    }

    @Test
    void isUnpackedAnewAfterAnInterruptedAttempt() {
        assertThatThrownBy(() -> program.unpackedIn(programs, progress, ProgramTest::interrupted))
                .isInstanceOf(UncheckedIOException.class);

        Path unpacked = program.unpackedIn(programs, progress, into -> {});

        assertThat(unpacked).isEmptyDirectory();
    }

    private static void interrupted(Path folder) throws IOException {
        Files.writeString(folder.resolve("half"), "of a program");
        throw new IOException("The disk is full");
    }
}
