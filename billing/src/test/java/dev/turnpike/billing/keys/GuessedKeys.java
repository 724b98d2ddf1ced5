package dev.turnpike.billing.keys;

import java.util.random.RandomGenerator;

/** What those try who know how keys are made, and not the pepper; form and checksum are right. */
final class GuessedKeys {

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LAST = 9;

    private GuessedKeys() {}

    /** Like no key that there is. */
    static KeySecret invented(RandomGenerator random) {
        return KeySecret.generate(random, _ -> digits(random, LAST + 1));
    }

    /** Like this key, but for the last character of its secret part. */
    static KeySecret near(KeySecret key, RandomGenerator random) {
        String claim = key.claim().substring(KeySecret.PREFIX.length());
        String begun = key.proof().substring(0, LAST);
        String end = digits(random, 1);
        while (key.proof().endsWith(end)) {
            end = digits(random, 1);
        }
        String proof = begun + end;
        return KeySecret.generate(repeating(claim), _ -> proof);
    }

    /** Gives what makes a key begin with these characters. */
    private static RandomGenerator repeating(String characters) {
        var digits = characters.chars().map(DIGITS::indexOf).iterator();
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int nextInt(int bound) {
                return digits.nextInt();
            }
        };
    }

    private static String digits(RandomGenerator random, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return text.toString();
    }
}
