package dev.turnpike.launcher;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @TempDir Path state;

    @Test
    void tellsTheLastWordsOfAPartThatEnds() {
        try (Crew crew = crew()) {
            Part part = crew.start(shell("The printer", "echo out of paper; exit 1"));

            assertThatThrownBy(() -> Readiness.of(part, PATIENCE).await(() -> false))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("The printer ended with exit status 1")
                    .hasMessageContaining("out of paper");
        }
    }

    @Test
    void doesNotWaitForAPartThatSaysItHasFailed() {
        try (Crew crew = crew()) {
            Part part =
                    crew.start(
                            shell(
                                    "The server",
                                    "echo fine; echo E42 no application; exec sleep 600"));
            Readiness readiness = Readiness.of(part, PATIENCE).hopelessAfter("E41", "E42");

            assertThatThrownBy(() -> readiness.await(() -> false))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("The server failed")
                    .hasMessageEndingWith("E42 no application");
        }
    }

    @Test
    void givesUpWhenThePatienceIsOver() {
        try (Crew crew = crew()) {
            Part part = crew.start(shell("The server", "exec sleep 600"));

            assertThatThrownBy(() -> Readiness.of(part, Duration.ZERO).await(() -> false))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("does not answer after 0 seconds");
        }
    }

    private Crew crew() {
        Layout layout = new Layout(state);
        layout.create();
        return new Crew(layout);
    }

    private Job shell(String title, String script) {
        return Job.of("part", title, List.of("sh", "-c", script), Map.of(), state);
    }
}
