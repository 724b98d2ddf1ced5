package dev.turnpike.billing.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells one request from another: SHA-256 of its address and its body, in hex. */
public record RequestDigest(String hex) {

    private static final String ALGORITHM = "SHA-256";

    /** Of a request to this address with these bytes, as they came. */
    public static RequestDigest of(String address, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance(ALGORITHM);
            digest.update(address.getBytes(StandardCharsets.UTF_8));
            // No address has this byte, so nothing can move from one part into the other.
            digest.update((byte) 0);
            return new RequestDigest(HexFormat.of().formatHex(digest.digest(body)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
