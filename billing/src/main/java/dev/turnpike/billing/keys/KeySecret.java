package dev.turnpike.billing.keys;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * The text of an API key: {@code sk-tp-v1-} + 43 random base-62 characters + 6 of checksum.
 *
 * <p>The random part carries 256 bits. The checksum (CRC-32 of all before it, base 62) lets secret
 * scanners, and us, tell a mistyped or invented key without a look into any store.
 */
public record KeySecret(String text) {

    /** What every key starts with. */
    public static final String PREFIX = "sk-tp-v1-";

    private static final int RANDOM_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int LENGTH = PREFIX.length() + RANDOM_LENGTH + CHECKSUM_LENGTH;
    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SHOWN = 4;

    /** A new key from this source of randomness, which must be fit for secrets. */
    public static KeySecret generate(RandomGenerator random) {
        StringBuilder text = new StringBuilder(LENGTH).append(PREFIX);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new KeySecret(text.append(checksum(text.toString())).toString());
    }

    /** The key in this text, when its form and its checksum are right. */
    public static Optional<KeySecret> parse(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int body = LENGTH - CHECKSUM_LENGTH;
        return text.endsWith(checksum(text.substring(0, body)))
                ? Optional.of(new KeySecret(text))
                : Optional.empty();
    }

    /** How the key is shown after its creation: {@code sk-tp-v1-ab12...9f3Q}. */
    public String label() {
        return text.substring(0, PREFIX.length() + SHOWN)
                + "..."
                + text.substring(text.length() - SHOWN);
    }

    /** Never the secret: a record would print it into the first log line that meets it. */
    @Override
    public String toString() {
        return label();
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        char[] digits = new char[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(digits);
    }
}
