package dev.turnpike.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs deploy/bin/run in a checkout without sources, whose build takes longer than any test. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class RunScriptTest {

    @TempDir Path checkout;
    private Path building = Path.of("");

    @BeforeEach
    void layOutTheCheckout() throws Exception {
        Path scripts = Files.createDirectories(checkout.resolve("deploy/bin"));
        for (String name : List.of("run", "jdk25.sh")) {
            Files.copy(Path.of("../bin", name), scripts.resolve(name));
        }
        building = checkout.resolve("building");
        new ProcessBuilder("mkfifo", building.toString()).start().waitFor();
        Path maven = scripts.resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\necho $$ >'" + building + "'\nexec sleep 600\n");
        maven.toFile().setExecutable(true);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void stopsTheBuildByASignalAndCallsItNoFailure(String signal, int status) throws Exception {
        Process script = run();
        // Opens only when the build has begun.
        ProcessHandle maven = process(Files.readString(building));

        Signals.send(signal, script.pid());

        assertThat(script.inputReader().lines().collect(Collectors.toList()))
                .hasSize(2)
                .endsWith("Stopped.");
        assertThat(script.waitFor()).isEqualTo(status);
        assertThat(maven.isAlive()).isFalse();
    }

    private Process run() throws IOException {
        Path scripts = checkout.resolve("deploy/bin");
        // Whoever runs the tests in the background made them deaf to INT, and with them this one.
        var builder =
                new ProcessBuilder(
                        "env", "--default-signal=INT", "bash", scripts.resolve("run").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().merge("PATH", scripts.toString(), (path, own) -> own + ":" + path);
        return builder.redirectErrorStream(true).start();
    }

    private static ProcessHandle process(String number) {
        return ProcessHandle.of(Long.parseLong(number.strip())).orElseThrow();
    }
}
