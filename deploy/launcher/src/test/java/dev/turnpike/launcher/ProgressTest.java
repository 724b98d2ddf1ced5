package dev.turnpike.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @Test
    void countsTheSecondsSinceTheBegin() {
        Progress progress = progress(false);

        progress.say("Keycloak: starting");
        at(75);
        progress.say("Keycloak: answers");

        assertThat(written().lines())
                .containsExactly("   0 s  Keycloak: starting", "  75 s  Keycloak: answers");
    }

    @Test
    void showsThatALongStepLivesByALineEvery15Seconds() {
        Progress progress = progress(false);

        progress.say("Keycloak: starting");
        for (int second = 1; second <= 40; second++) {
            at(second);
            progress.tick();
        }

        assertThat(written().lines())
                .containsExactly("   0 s  Keycloak: starting", "  15 s  ...", "  30 s  ...");
    }

    @Test
    void letsATerminalSeeEachSecondInOnePlace() {
        Progress progress = progress(true);

        at(1);
        progress.tick();
        at(2);
        progress.tick();
        progress.say("Keycloak: answers");

        assertThat(written())
                .isEqualToNormalizingNewlines(
                        """
                        \r\u001b[K   1 s  ...\r\u001b[K   2 s  ...\r\u001b[K   2 s  Keycloak: answers
                        """);
    }

    private Progress progress(boolean terminal) {
        return new Progress(
                new PrintStream(written, true, StandardCharsets.UTF_8), terminal, now::get);
    }

    private void at(int second) {
        now.set(Instant.EPOCH.plusSeconds(second));
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
