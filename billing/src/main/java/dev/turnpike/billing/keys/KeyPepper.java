package dev.turnpike.billing.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret of this installation under which keys are hashed; at least 32 bytes. */
public final class KeyPepper {

    private static final String ALGORITHM = "HmacSHA256";

    /** No key begins like this, so no proof is a part of a digest. */
    private static final String PROOF = "proof of ";

    private static final int MIN_BYTES = 32;

    private final SecretKeySpec key;

    public KeyPepper(byte[] secret) {
        if (secret.length < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "The key pepper has " + secret.length + " bytes; it needs " + MIN_BYTES);
        }
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** A new key of this installation; the randomness must be fit for secrets. */
    public KeySecret issue(RandomGenerator random) {
        return KeySecret.generate(random, this::prove);
    }

    /**
     * Whether this installation made the key, be it that it forgot it since. It takes as long
     * whichever part of the proof is wrong.
     */
    boolean hasIssued(KeySecret secret) {
        return MessageDigest.isEqual(
                prove(secret.claim()).getBytes(StandardCharsets.US_ASCII),
                secret.proof().getBytes(StandardCharsets.US_ASCII));
    }

    private String prove(String claim) {
        return KeySecret.proofOf(ByteBuffer.wrap(hmac(PROOF + claim)).getLong());
    }

    /** The form in which this key is stored and looked up. */
    public KeyDigest digest(KeySecret secret) {
        return KeyDigest.of(hmac(secret.text()));
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
