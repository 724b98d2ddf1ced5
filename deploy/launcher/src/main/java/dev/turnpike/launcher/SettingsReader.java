package dev.turnpike.launcher;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns environment variables into {@link Settings}, and says which one is wrong and what it should
 * look like.
 */
final class SettingsReader {

    private final Map<String, String> given = new TreeMap<>();

    SettingsReader(Map<String, String> environment) {
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(Settings.PREFIX)) {
                        given.put(name, value.strip());
                    }
                });
    }

    Settings read(Path home) {
        Ports ports = ports();
        Path programs = home.resolve(".turnpike");
        return new Settings(
                home,
                folder("TURNPIKE_STATE_DIR", programs),
                folder("TURNPIKE_PROGRAMS_DIR", programs),
                ports,
                url("TURNPIKE_PUBLIC_URL", ports.product()),
                url("TURNPIKE_KEYCLOAK_URL", ports.keycloak()),
                heap(),
                isOn("TURNPIKE_SANDBOX_PAYMENTS"),
                isOn("TURNPIKE_SANDBOX_MODELS"),
                Duration.ofSeconds(
                        number(
                                "TURNPIKE_START_TIMEOUT_SECONDS",
                                Settings.START_TIMEOUT_SECONDS,
                                10,
                                3600)),
                given);
    }

    private Ports ports() {
        var usual = Ports.DEFAULT;
        return new Ports(
                port("TURNPIKE_HTTP_PORT", usual.product()),
                port("TURNPIKE_KEYCLOAK_PORT", usual.keycloak()),
                port("TURNPIKE_SANDBOX_PAYMENTS_PORT", usual.payments()),
                port("TURNPIKE_SANDBOX_MODELS_PORT", usual.models()),
                port("TURNPIKE_DB_PORT", usual.database()));
    }

    private int port(String name, int usual) {
        return number(name, usual, 1, 65_535);
    }

    private int number(String name, int usual, int least, int most) {
        @Nullable String value = given.get(name);
        if (value == null) {
            return usual;
        }
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw wrong(name, value, "a whole number from %d to %d".formatted(least, most));
    }

    private Path folder(String name, Path usual) {
        @Nullable String value = given.get(name);
        return value == null || value.isEmpty()
                ? usual
                : Path.of(value).toAbsolutePath().normalize();
    }

    private String url(String name, int port) {
        @Nullable String value = given.get(name);
        if (value == null || value.isEmpty()) {
            return "http://127.0.0.1:" + port;
        }
        if (!isWebAddress(value)) {
            throw wrong(
                    name,
                    value,
                    "an address such as https://turnpike.example.com, without a path at its end");
        }
        return value;
    }

    private static boolean isWebAddress(String value) {
        try {
            var uri = new URI(value);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException wrong) {
            return false;
        }
    }

    private String heap() {
        String value = given.getOrDefault("TURNPIKE_SERVER_HEAP", "1g");
        if (!value.matches("[1-9][0-9]{0,5}[mMgG]")) {
            throw wrong("TURNPIKE_SERVER_HEAP", value, "an amount of memory such as 768m or 2g");
        }
        return value;
    }

    private boolean isOn(String name) {
        String value = given.getOrDefault(name, "true");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, value, "true or false");
        };
    }

    private static CannotStart wrong(String name, String value, String expected) {
        return new CannotStart(
                "The setting %s is \"%s\", and must be %s.".formatted(name, value, expected));
    }
}
