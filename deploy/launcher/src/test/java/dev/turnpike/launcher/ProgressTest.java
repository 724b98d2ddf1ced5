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
        var out = new PrintStream(written, true, StandardCharsets.UTF_8);
        var progress = new Progress(out, now::get);

        progress.say("Keycloak: starting");
        now.set(Instant.EPOCH.plusSeconds(75));
        progress.say("Keycloak: answers");

        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("   0 s  Keycloak: starting", "  75 s  Keycloak: answers");
    }
}
