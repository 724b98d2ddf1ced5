package dev.turnpike.launcher;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ReadinessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Progress progress =
            Progress.on(
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));

    @TempDir Path state;

    @Test
    void tellsTheLastWordsOfAPartThatEnds() {
        try (Crew crew = crew()) {
            Part part = crew.start(shell("echo out of paper; exit 1"));

            assertThatThrownBy(() -> Readiness.of("The printer", part, PATIENCE).await(() -> false))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("The printer ended while it was starting")
                    .hasMessageContaining("out of paper");
        }
    }

    @Test
    void doesNotWaitForAPartThatSaysItHasFailed() {
        try (Crew crew = crew()) {
            Part part = crew.start(shell("echo fine; echo E42 no application; sleep 600"));
            Readiness readiness =
                    Readiness.of("The server", part, PATIENCE).hopelessAfter("E41", "E42");

            assertThatThrownBy(() -> readiness.await(() -> false))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("The server failed")
                    .hasMessageEndingWith("E42 no application");
        }
    }

    @Test
    void givesUpWhenThePatienceIsOver() {
        try (Crew crew = crew()) {
            Part part = crew.start(shell("sleep 600"));

            assertThatThrownBy(
                            () ->
                                    Readiness.of("The server", part, Duration.ZERO)
                                            .await(() -> false))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("does not answer after 0 seconds");
        }
    }

    private Crew crew() {
        Layout layout = new Layout(state);
        layout.create();
        return new Crew(layout, progress);
    }

    private Job shell(String script) {
        return Job.of("part", List.of("sh", "-c", script), Map.of(), state);
    }
}
