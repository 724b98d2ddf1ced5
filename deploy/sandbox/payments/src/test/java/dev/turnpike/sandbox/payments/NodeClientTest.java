package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stripe's own Node client gets on with the sandbox as it does with Stripe. */
class NodeClientTest {

    private static final Path SCRIPTS = NodePackages.FOLDER.resolve("client");
    private static final Pattern PASSED = Pattern.compile("(?m)^# pass (\\d+)$");

    /** Stripe tells some things late; the sandbox needs seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @BeforeAll
    static void install() {
        NodePackages.install();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void getsOnWithTheNodeClient(String script) {
        try (Counterpart counterpart = Counterpart.choose()) {
            OtherProgram.Result result =
                    OtherProgram.run(
                            NodePackages.FOLDER,
                            List.of("node", "--test", "--test-reporter=tap", "client/" + script),
                            Map.of(
                                    "STRIPE_API_BASE", counterpart.base(),
                                    "STRIPE_API_KEY", counterpart.key(),
                                    "STRIPE_COUNTERPART",
                                            counterpart.isSandbox() ? "sandbox" : "stripe"),
                            PATIENCE);

            assertThat(result.exit()).as(result.output()).isZero();
            assertThat(passed(result.output())).as(result.output()).isPositive();
            counterpart.assertTrueToStripe();
        }
    }

    static List<String> scripts() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".test.mjs"))
                    .sorted()
                    .toList();
        }
    }

    private static int passed(String output) {
        Matcher matcher = PASSED.matcher(output);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
