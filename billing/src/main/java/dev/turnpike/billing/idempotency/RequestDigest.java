package dev.turnpike.billing.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells one request from another: SHA-256 in hex of its address, the headers that change its
 * answer, and its body.
 */
public record RequestDigest(String hex) {

    private static final String ALGORITHM = "SHA-256";

    /** Of a request without such headers. */
    public static RequestDigest of(String address, byte[] body) {
        return of(address, Map.of(), body);
    }

    /** Of a request to this address with these headers and these bytes, as they came. */
    public static RequestDigest of(String address, Map<String, String> headers, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance(ALGORITHM);
            StringBuilder head = new StringBuilder(address);
            new TreeMap<>(headers)
                    .forEach((name, value) -> head.append("\n" + name + ": " + value));
            digest.update(head.toString().getBytes(StandardCharsets.UTF_8));
            // No address or header has this byte or a new line, so nothing can move from one part
            // into another.
            digest.update((byte) 0);
            return new RequestDigest(HexFormat.of().formatHex(digest.digest(body)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
