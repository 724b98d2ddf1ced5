package dev.turnpike.billing.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whether the time of a refusal tells a guess that is near to a key from one that is not: Welch's
 * t-test, as dudect does it. It needs a machine that does nothing else, so it is no part of the
 * test command: {@code mvn -pl billing test -Dtest=KeyGuessTiming}, and {@code -Dturnpike.seed=…}
 * to replay the order.
 */
class KeyGuessTiming {

    private static final int SAMPLES = 100_000;

    /** Until the code is compiled. */
    private static final int WARM_UP = 200_000;

    /** Above these parts of all samples lie interrupts and collections, in whichever class. */
    private static final List<Double> CROPS = List.of(0.5, 0.75, 0.9, 0.95);

    /** What dudect takes for a proof of a difference. */
    private static final double PROOF = 4.5;

    private final long seed = Long.getLong("turnpike.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final KeyPepper pepper = new KeyPepper(new byte[32]);
    private final KeysInMemory keys = new KeysInMemory();
    private final KeyRecognition recognition =
            new KeyRecognition(keys, pepper, () -> Instant.EPOCH);

    @Test
    void isTheSameForNearAndFarGuesses() {
        measure(WARM_UP, new boolean[WARM_UP]);
        boolean[] near = new boolean[SAMPLES];
        long[] nanos = measure(SAMPLES, near);

        for (double crop : CROPS) {
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            long most = sorted[(int) (crop * (SAMPLES - 1))];
            double t = welch(samples(nanos, near, true, most), samples(nanos, near, false, most));
            System.out.printf("seed %d, up to %d ns: t = %.2f%n", seed, most, t);
            assertThat(Math.abs(t)).as("seed %d, up to %d ns", seed, most).isLessThan(PROOF);
        }
    }

    private long[] measure(int count, boolean[] near) {
        String[] guesses = new String[count];
        for (int i = 0; i < count; i++) {
            near[i] = random.nextBoolean();
            guesses[i] = (near[i] ? nearToAKey() : GuessedKeys.invented(random)).text();
        }
        // Side by side in memory, or the time to fetch them tells how they were made.
        Arrays.setAll(guesses, i -> new String(guesses[i].toCharArray()));
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            Recognition recognised = recognition.recognise(guesses[i]);
            nanos[i] = System.nanoTime() - start;
            assertThat(recognised instanceof KeyRejected).isTrue();
        }
        return nanos;
    }

    /** Each one to another key: the same text again and again is faster, and tells nothing. */
    private KeySecret nearToAKey() {
        KeySecret secret = pepper.issue(random);
        keys.add(KeysInMemory.some(secret), pepper.digest(secret));
        return GuessedKeys.near(secret, random);
    }

    private static long[] samples(long[] nanos, boolean[] near, boolean wanted, long most) {
        return IntStream.range(0, nanos.length)
                .filter(i -> near[i] == wanted && nanos[i] <= most)
                .mapToLong(i -> nanos[i])
                .toArray();
    }

    private static double welch(long[] one, long[] other) {
        double spread = variance(one) / one.length + variance(other) / other.length;
        return (mean(one) - mean(other)) / Math.sqrt(spread);
    }

    private static double mean(long[] samples) {
        return Arrays.stream(samples).average().orElseThrow();
    }

    private static double variance(long[] samples) {
        double mean = mean(samples);
        return Arrays.stream(samples).mapToDouble(it -> (it - mean) * (it - mean)).sum()
                / (samples.length - 1);
    }
}
