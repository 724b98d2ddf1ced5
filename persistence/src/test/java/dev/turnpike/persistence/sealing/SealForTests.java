package dev.turnpike.persistence.sealing;

import dev.turnpike.billing.sealing.Seal;
import dev.turnpike.billing.sealing.SealingKeys;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The seal of a server that has these keys; a number stands for each. */
public final class SealForTests {

    private SealForTests() {}

    public static Seal with(int... keys) {
        return new TinkSeal(
                SealingKeys.parse(
                        IntStream.of(keys)
                                .mapToObj(SealForTests::key)
                                .collect(Collectors.joining(","))));
    }

    private static String key(int number) {
        byte[] bytes = new byte[32];
        bytes[31] = (byte) number;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
