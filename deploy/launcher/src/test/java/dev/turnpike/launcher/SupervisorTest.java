package dev.turnpike.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SupervisorTest {

    private static final String LIVES = "echo ready; exec sleep 600";

    private final List<Process> launchers = new ArrayList<>();

    @TempDir Path state;

    @AfterEach
    void endWhatATestLeft() {
        launchers.forEach(Process::destroy);
    }

    @Test
    void namesThePartThatWasKilledAndStopsTheRest() throws Exception {
        Process launcher = launch("soon", LIVES, LIVES);
        BufferedReader output = launcher.inputReader();
        ProcessHandle one = nextPart(output);
        ProcessHandle two = nextPart(output);

        one.destroyForcibly();

        assertThat(output.lines().collect(Collectors.joining("\n")))
                .contains("Shell 1 was ended by signal 9 (SIGKILL")
                .contains(state.resolve("logs/shell-1.log").toString())
                .endsWith("Stopped. Run deploy/bin/run again: no data is lost.");
        assertThat(launcher.waitFor()).isEqualTo(1);
        assertThat(two.isAlive()).isFalse();
    }

    @Test
    void doesNotWaitForTheStartToEndWhenAPartHas() throws Exception {
        Process launcher = launch("never", LIVES, "echo out of paper; exit 3");
        BufferedReader output = launcher.inputReader();
        ProcessHandle one = nextPart(output);

        assertThat(output.lines().collect(Collectors.joining("\n")))
                .contains("Shell 2 ended with exit status 3.")
                .contains("out of paper");
        assertThat(launcher.waitFor()).isEqualTo(1);
        assertThat(one.isAlive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"INT, soon, 130", "TERM, soon, 143", "INT, never, 130", "TERM, never, 143"})
    void stopsAllByASignalAndCallsItNoFailure(String signal, String startEnds, int status)
            throws Exception {
        Process launcher = launch(startEnds, LIVES);
        BufferedReader output = launcher.inputReader();
        ProcessHandle one = nextPart(output);

        Signals.send(signal, launcher.pid());

        assertThat(output.lines().map(line -> line.replaceFirst("^ *[0-9]+ s  ", "")))
                .containsExactly("Stopping (usually 5 s)", "Stopped; all data is kept.");
        assertThat(launcher.waitFor()).isEqualTo(status);
        assertThat(one.isAlive()).isFalse();
    }

    private Process launch(String startEnds, String... scripts) throws IOException {
        // Whoever runs the tests in the background made them deaf to INT, and with them this one.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(SupervisedShells.class.getName(), state.toString(), startEnds));
        command.addAll(List.of(scripts));
        Process launcher = new ProcessBuilder(command).redirectErrorStream(true).start();
        launchers.add(launcher);
        return launcher;
    }

    private static ProcessHandle nextPart(BufferedReader output) throws IOException {
        String line = Objects.requireNonNull(output.readLine());
        return ProcessHandle.of(Long.parseLong(line.replace("pid ", ""))).orElseThrow();
    }
}
