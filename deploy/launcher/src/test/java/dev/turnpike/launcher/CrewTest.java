package dev.turnpike.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CrewTest {

    private final Progress progress =
            Progress.on(
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));

    @TempDir Path state;
    private Layout layout = new Layout(Path.of(""));

    @BeforeEach
    void createTheLayout() {
        layout = new Layout(state);
        layout.create();
    }

    @AfterEach
    void endWhatATestLeft() {
        new Leftovers(layout.running()).end(progress);
    }

    @Test
    void endsEverythingWhenItIsClosed() {
        var crew = new Crew(layout);
        Part one = crew.start(sleep("one"));
        Part two = crew.start(sleep("two"));

        crew.close();

        assertThat(one.isAlive()).isFalse();
        assertThat(two.isAlive()).isFalse();
        assertThat(crew.firstDeath()).isNotDone();
    }

    @Test
    void tellsWhichPartDiedAndItsLastWords() throws Exception {
        try (var crew = new Crew(layout)) {
            crew.start(shell("broken", "echo one; echo two; echo three; exit 3"));

            Part dead = crew.firstDeath().get(10, TimeUnit.SECONDS);

            assertThat(dead.name()).isEqualTo("broken");
            assertThat(dead.lastLines(2)).isEqualTo("two\nthree");
            assertThat(dead.exitStatus()).isEqualTo(new ExitStatus(3));
        }
    }

    @Test
    void doesNotTakeAWantedKillForADeath() {
        try (var crew = new Crew(layout)) {
            Part part = crew.start(sleep("one"));

            part.kill();

            assertThat(part.isAlive()).isFalse();
            assertThat(crew.firstDeath()).isNotDone();
        }
    }

    @Test
    void startsNothingOnceItIsClosed() {
        var crew = new Crew(layout);
        crew.close();

        assertThatThrownBy(() -> crew.start(sleep("late")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void showsAPartOnlyTheVariablesOfItsJob() throws Exception {
        try (var crew = new Crew(layout)) {
            var job =
                    Job.of(
                            "env",
                            "The environment",
                            List.of("env"),
                            Map.of("TURNPIKE_DB_PASSWORD", "only this"),
                            state);

            Part part = crew.start(job);
            part.onExit().get(10, TimeUnit.SECONDS);

            assertThat(part.lastLines(100).lines().filter(line -> line.startsWith("TURNPIKE_")))
                    .containsExactly("TURNPIKE_DB_PASSWORD=only this");
        }
    }

    @Test
    void endsWhatACrashLeftBehind() throws Exception {
        var crashed = new Crew(layout);
        Part left = crashed.start(sleep("left"));

        new Leftovers(layout.running()).end(progress);

        assertThat(left.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
        crashed.close();
    }

    @Test
    void leavesAProcessAloneThatOnlyHasTheSameNumber() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    layout.running().resolve("server-1"),
                    stranger.pid() + " 2020-01-01T00:00:00Z TERM");

            new Leftovers(layout.running()).end(progress);

            assertThat(stranger.isAlive()).isTrue();
            assertThat(layout.running()).isEmptyDirectory();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void endsThePartsEvenWhenTheLauncherCannot() throws Exception {
        Process part = new ProcessBuilder("sleep", "600").start();
        Process lifeline = new ProcessBuilder("sh", "-c", Lifeline.SCRIPT).start();

        try (var pipe = lifeline.outputWriter()) {
            pipe.write("watch " + part.pid() + " TERM\n");
        }

        assertThat(part.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    private Job sleep(String name) {
        return Job.of(name, "The part " + name, List.of("sleep", "600"), Map.of(), state);
    }

    private Job shell(String name, String script) {
        return Job.of(name, "The part " + name, List.of("sh", "-c", script), Map.of(), state);
    }
}
