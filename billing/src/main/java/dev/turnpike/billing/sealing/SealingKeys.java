package dev.turnpike.billing.sealing;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The keys of this installation for what it seals: the first one seals, each of them opens. */
public final class SealingKeys {

    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "SHA-256";

    private final List<Key> keys;

    private SealingKeys(List<Key> keys) {
        this.keys = keys;
    }

    /** One key of 256 bits, and the number that what it sealed carries. */
    public static final class Key {

        private final byte[] bytes;

        private Key(byte[] bytes) {
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        /** Made from the key, so that all servers give it the same; tells nothing of it. */
        public int id() {
            try {
                return ByteBuffer.wrap(MessageDigest.getInstance(ALGORITHM).digest(bytes)).getInt();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
            }
        }
    }

    /** Reads the keys: 32 bytes each, in base64, with commas in between. */
    public static SealingKeys parse(String setting) {
        List<Key> keys =
                Stream.of(setting.split(",", -1)).map(String::strip).map(SealingKeys::key).toList();
        if (keys.stream().map(Key::id).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("The same sealing key is there twice");
        }
        return new SealingKeys(keys);
    }

    private static Key key(String base64) {
        byte[] bytes = decoded(base64);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "A sealing key has " + bytes.length + " bytes; it needs " + KEY_BYTES);
        }
        return new Key(bytes);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            // Its message would show a part of the key.
            throw new IllegalArgumentException("A sealing key is not base64");
        }
    }

    /** The one that seals. */
    public Key first() {
        return keys.getFirst();
    }

    public List<Key> all() {
        return keys;
    }
}
