package dev.turnpike.sandbox.models.stage;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes the random part of ids. */
final class Serials {

    /** 96 bits: no two answers of a test run share a name. */
    private static final int BYTES = 12;

    private final RandomGenerator random;

    Serials(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
