package dev.turnpike.sandbox.payments.objects;

import java.util.random.RandomGenerator;

/** Makes ids that look like Stripe's test-mode ids and cannot be guessed. */
public final class Ids {

    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** Characters after the prefix; as long as Stripe's, about 140 bits. */
    private static final int LENGTH = 24;

    /** A session id is also the key to its pay page, and as long as Stripe's. */
    private static final int SESSION_LENGTH = 58;

    private final RandomGenerator random;

    public Ids(RandomGenerator random) {
        this.random = random;
    }

    /** An id such as {@code pi_3Nk…} for the prefix {@code pi_}. */
    public String next(String prefix) {
        return prefix + characters(LENGTH);
    }

    public String nextSession() {
        return "cs_test_" + characters(SESSION_LENGTH);
    }

    private String characters(int length) {
        var text = new StringBuilder(length);
        for (int position = 0; position < length; position++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
