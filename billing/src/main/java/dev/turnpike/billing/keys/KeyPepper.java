package dev.turnpike.billing.keys;

import java.nio.charset.StandardCharsets;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of this installation under which keys are hashed, and from which others are derived;
 * at least 32 bytes.
 */
public final class KeyPepper {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String DERIVATION = "HKDF-SHA256";
    private static final int MIN_BYTES = 32;
    private static final int DERIVED_BYTES = 32;

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

    /**
     * An AES-256 key for this purpose. Nobody who has it can tell the pepper or the key of another
     * purpose from it.
     */
    public SecretKey derive(String purpose) {
        byte[] info = purpose.getBytes(StandardCharsets.UTF_8);
        var parameters = HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(info, DERIVED_BYTES);
        try {
            return KDF.getInstance(DERIVATION).deriveKey("AES", parameters);
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("Every Java platform has " + DERIVATION, e);
        }
    }
}
