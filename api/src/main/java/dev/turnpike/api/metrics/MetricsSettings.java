package dev.turnpike.api.metrics;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Who may read the metrics.
 *
 * @param token what a monitor shows; null when nobody may
 */
public record MetricsSettings(@Nullable String token) {

    boolean isOpen() {
        return token != null;
    }

    /** Compared in constant time. */
    boolean admits(@Nullable String shown) {
        return token != null && shown != null && MessageDigest.isEqual(bytes(token), bytes(shown));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "MetricsSettings[isOpen=" + isOpen() + "]";
    }
}
