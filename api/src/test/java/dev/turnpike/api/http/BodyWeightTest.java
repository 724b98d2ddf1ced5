package dev.turnpike.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BodyWeightTest {

    /** The tree of the worst takes forty times as much. */
    private static final int BYTES = 256 * 1024;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{}|1",
                "[[],{},1]|5",
                "{'a':1,'b':2}|4",
                "{'a,:[{':',:[{'}|2",
                "{'\\',\\\\':1}|2",
                "{'\\\\':[1,2]}|4",
                "'|0",
                "{'a\\|1",
                "{'a\\'|1",
                "{'a|1"
            })
    void countsSignsOutsideOfStrings(String json, int signs) {
        assertThat(BodyWeight.signs(bytes(json.replace('\'', '"')))).isEqualTo(signs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "1",
                "1.1",
                "12345678901234567890.1",
                "\"a\"",
                "\"\u20ac\"",
                "{\"\":1.1}",
                "{\"\":{\"\":{}}}",
                "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]",
                "{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{}}}}}}}}}}}",
                "{\"type\":\"text\",\"text\":\"a\"}"
            })
    void noTreeTakesMoreMemoryThanItsWeight(String element) {
        byte[] body =
                bytes(
                        "{\"\":["
                                + (element + ",").repeat(BYTES / element.length())
                                + element
                                + "]}");

        // What other threads of the tests take or free meanwhile is in one of them at most.
        long[] retained = {retained(body), retained(body), retained(body)};
        Arrays.sort(retained);

        assertThat(retained[1])
                .isPositive()
                .isLessThan(BodyWeight.of(body.length, BodyWeight.signs(body)));
    }

    private static long retained(byte[] body) {
        long before = usedMemory();
        JsonNode tree = Json.parse(body);
        // What is printed keeps its digits as a text.
        int printed = Json.bytes(tree).length;
        long retained = usedMemory() - before;
        assertThat(printed).isEqualTo(body.length);
        assertThat(tree.size()).isOne();
        return retained;
    }

    private static long usedMemory() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
