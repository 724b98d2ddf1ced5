package dev.turnpike.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnpikeTest {

    private final Progress progress =
            Progress.on(
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));

    @TempDir Path home;

    @Test
    void leavesNothingBehindWhenAFirstStartIsRefused() throws IOException {
        pretendToBeBuilt();
        Path state = home.resolve(".turnpike");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings =
                    Settings.from(Map.of("TURNPIKE_HTTP_PORT", "" + taken.getLocalPort()), home);

            assertThatThrownBy(() -> Turnpike.prepare(settings, progress))
                    .isInstanceOf(CannotStart.class);
        }

        assertThat(state).doesNotExist();
    }

    private void pretendToBeBuilt() throws IOException {
        for (String file :
                List.of(
                        "deploy/ear/target/server/apps/turnpike.ear",
                        "deploy/launcher/target/class-path.txt",
                        "deploy/launcher/target/archives.properties")) {
            Path path = home.resolve(file);
            Files.createDirectories(path.resolve("..").normalize());
            Files.createFile(path);
        }
    }
}
