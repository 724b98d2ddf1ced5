package dev.turnpike.sandbox.payments.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Lets in only callers with the secret key, as a bearer token or as the name of Basic. */
public final class Authorization {

    private final byte[] secretKey;

    public Authorization(String secretKey) {
        this.secretKey = secretKey.getBytes(StandardCharsets.UTF_8);
    }

    public Optional<ApiError> findRefusal(HttpCall call) {
        String header = call.findHeader("authorization").orElse("").strip();
        if (header.isEmpty()) {
            return Optional.of(
                    ApiError.unauthorized(
                            "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."));
        }
        String key = key(header);
        if (MessageDigest.isEqual(secretKey, key.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        return Optional.of(ApiError.unauthorized("Invalid API Key provided: " + masked(key)));
    }

    private static String key(String header) {
        String scheme = header.split(" ", 2)[0].toLowerCase(Locale.ROOT);
        String rest = header.substring(scheme.length()).strip();
        return switch (scheme) {
            case "bearer" -> rest;
            case "basic" -> basicName(rest);
            default -> "";
        };
    }

    private static String basicName(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.split(":", 2)[0];
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    /** Enough to recognise a mixed-up key, too little to use it. */
    private static String masked(String key) {
        return key.length() < 16
                ? "****"
                : key.substring(0, 8) + "****" + key.substring(key.length() - 4);
    }
}
