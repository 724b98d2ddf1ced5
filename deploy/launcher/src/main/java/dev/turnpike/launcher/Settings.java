package dev.turnpike.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What an operator may decide before the start; every value has a default, and each comes from one
 * environment variable (deploy/docs/SETTINGS.md).
 *
 * @param home the checkout
 * @param state where data, secrets and logs of this installation live
 * @param programs where PostgreSQL, Keycloak and the server are unpacked; shared by several
 *     installations
 * @param serverHeap what the server gets as -Xmx
 * @param startTimeout how long one part may take until it answers
 * @param environment all TURNPIKE_ variables as given, handed on to the server
 */
public record Settings(
        Path home,
        Path state,
        Path programs,
        Ports ports,
        String publicUrl,
        String keycloakUrl,
        String serverHeap,
        boolean paymentSandbox,
        boolean modelSandbox,
        Duration startTimeout,
        Map<String, String> environment) {

    static final String PREFIX = "TURNPIKE_";

    /** Enough for the first start on a small, busy machine; the usual start takes a tenth of it. */
    static final int START_TIMEOUT_SECONDS = 300;

    public Settings {
        environment = Map.copyOf(environment);
    }

    /**
     * Reads the environment of a process; throws {@link CannotStart} naming the variable that
     * cannot be used.
     */
    public static Settings from(Map<String, String> environment, Path home) {
        return new SettingsReader(environment).read(home.toAbsolutePath().normalize());
    }

    /** An installation of its own on free ports, sharing the unpacked programs of the checkout. */
    public static Settings isolated(Path home, Path state) {
        return isolated(home, state, Map.of());
    }

    /** The same, with further settings. */
    public static Settings isolated(Path home, Path state, Map<String, String> more) {
        Ports ports = Ports.free();
        Map<String, String> environment = new HashMap<>(more);
        ports.named().forEach(port -> environment.put(port.setting(), "" + port.number()));
        environment.put("TURNPIKE_STATE_DIR", state.toAbsolutePath().toString());
        return from(environment, home);
    }

    String oidcIssuer() {
        return keycloakUrl + "/realms/turnpike";
    }

    String paymentsUrl() {
        return "http://127.0.0.1:" + ports.payments();
    }

    public String modelsUrl() {
        return "http://127.0.0.1:" + ports.models();
    }
}
