package dev.turnpike.billing.keys;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret of this installation under which keys are hashed; at least 32 bytes. */
public final class KeyPepper {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_BYTES = 32;

    private final SecretKeySpec key;

    public KeyPepper(byte[] secret) {
        if (secret.length < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "The key pepper has " + secret.length + " bytes; it needs " + MIN_BYTES);
        }
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The form in which this key is stored and looked up. */
    public KeyDigest digest(KeySecret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return KeyDigest.of(mac.doFinal(secret.text().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
