package dev.turnpike.billing.keys;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * The text of an API key: {@code sk-tp-v1-} + 33 random base-62 characters + 10 of proof + 6 of
 * checksum.
 *
 * <p>The random part carries 196 bits. The proof can be made with the installation's pepper alone:
 * it tells invented keys from ours without a look into any store, so that guessing costs us
 * nothing. The checksum (CRC-32 of all before it) can be told by anybody: it is for typing errors
 * and for secret scanners.
 */
public record KeySecret(String text) {

    /** What every key starts with. */
    public static final String PREFIX = "sk-tp-v1-";

    private static final int RANDOM_LENGTH = 33;

    /** Nobody hits upon one of 62^10. */
    private static final int PROOF_LENGTH = 10;

    private static final int CHECKSUM_LENGTH = 6;
    private static final int LENGTH =
            PREFIX.length() + RANDOM_LENGTH + PROOF_LENGTH + CHECKSUM_LENGTH;
    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SHOWN = 4;

    /**
     * A new key from this source of randomness, which must be fit for secrets.
     *
     * @param prover makes the proof of what stands before it
     */
    static KeySecret generate(RandomGenerator random, UnaryOperator<String> prover) {
        StringBuilder text = new StringBuilder(LENGTH).append(PREFIX);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        text.append(prover.apply(text.toString()));
        return new KeySecret(text.append(checksum(text.toString())).toString());
    }

    /** The key in this text, when its form and its checksum are right. */
    public static Optional<KeySecret> parse(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX) || !isWritable(text)) {
            return Optional.empty();
        }
        int body = LENGTH - CHECKSUM_LENGTH;
        return text.endsWith(checksum(text.substring(0, body)))
                ? Optional.of(new KeySecret(text))
                : Optional.empty();
    }

    private static boolean isWritable(String text) {
        return text.chars().skip(PREFIX.length()).allMatch(it -> ALPHABET.indexOf(it) >= 0);
    }

    /** What its proof is about. */
    String claim() {
        return text.substring(0, PREFIX.length() + RANDOM_LENGTH);
    }

    String proof() {
        return text.substring(PREFIX.length() + RANDOM_LENGTH, LENGTH - CHECKSUM_LENGTH);
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
        return base62(crc.getValue(), CHECKSUM_LENGTH);
    }

    /** A proof made of these 64 bits. */
    static String proofOf(long bits) {
        return base62(bits, PROOF_LENGTH);
    }

    /** The last digits of this unsigned number. */
    private static String base62(long number, int length) {
        long rest = number;
        char[] digits = new char[length];
        for (int i = length - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) Long.remainderUnsigned(rest, ALPHABET.length()));
            rest = Long.divideUnsigned(rest, ALPHABET.length());
        }
        return new String(digits);
    }
}
