package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.sandbox.payments.objects.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Stripe's own command line, pointed at a counterpart, with a home of its own. */
final class StripeCommandLine {

    /** Names another binary of the same version, where npm has none for the platform. */
    private static final String VARIABLE = "STRIPE_CLI";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Counterpart counterpart;
    private final Path home;
    private final String binary;

    /**
     * For one counterpart.
     *
     * @param home where it keeps its settings; never the person's own
     */
    StripeCommandLine(Counterpart counterpart, Path home) {
        this.counterpart = counterpart;
        this.home = home;
        this.binary = binary();
    }

    OtherProgram.Result run(String... words) {
        var command = new ArrayList<>(List.of(binary));
        command.addAll(List.of(words));
        command.addAll(List.of("--api-base", counterpart.base(), "--color", "off"));
        return OtherProgram.run(NodePackages.FOLDER, command, environment(), PATIENCE);
    }

    /** What a command that must succeed answers. */
    ObjectNode ask(String... words) {
        OtherProgram.Result result = run(words);
        assertThat(result.exit()).as(result.output()).isZero();
        return Json.readObject(result.output().substring(result.output().indexOf('{')));
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("HOME", home.toString());
        environment.put("XDG_CONFIG_HOME", home.toString());
        environment.put("STRIPE_API_KEY", counterpart.key());
        environment.put("STRIPE_CLI_TELEMETRY_OPTOUT", "1");
        if (counterpart.isSandbox()) {
            // It looks for a newer version of itself; nobody listens on the port of "discard".
            environment.put("HTTPS_PROXY", "http://127.0.0.1:9");
        }
        return environment;
    }

    private static String binary() {
        String other = System.getenv(VARIABLE);
        if (other != null && !other.isEmpty()) {
            return other;
        }
        String platform = platform();
        boolean isWindows = platform.startsWith("win32");
        Path file =
                NodePackages.FOLDER
                        .resolve("node_modules/@stripe/cli-" + platform)
                        .resolve(isWindows ? "bin/stripe.exe" : "bin/stripe")
                        .toAbsolutePath();
        if (!Files.isExecutable(file)) {
            throw new IllegalStateException(
                    "npm installed no Stripe CLI for %s (package @stripe/cli-%s 1.52.0). Let %s name a binary of that version."
                            .formatted(platform, platform, VARIABLE));
        }
        return file.toString();
    }

    /** As npm writes it. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        String name = system.startsWith("mac") ? "darwin" : system;
        return (name.startsWith("windows") ? "win32" : name)
                + "-"
                + (machine.equals("aarch64") ? "arm64" : "x64");
    }
}
