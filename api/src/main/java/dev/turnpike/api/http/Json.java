package dev.turnpike.api.http;

import java.math.BigDecimal;
import java.util.Arrays;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** How JSON is read and written here: strictly, exactly and within limits. */
public final class Json {

    public static final String MEDIA_TYPE = "application/json";

    /**
     * A JSON Schema spends two or three levels on each level of the data that it describes, so this
     * leaves room for some forty levels; recursion beyond it would only serve to exhaust a stack.
     */
    public static final int MAX_DEPTH = 128;

    /** A number that is longer measures nothing; reading one takes time with the square of it. */
    static final int MAX_NUMBER_LENGTH = 1_000;

    /** Far beyond any name of a field. The parser keeps thousands of names for good. */
    static final int MAX_NAME_LENGTH = 1_000;

    /** Longer than any body that we accept, so that the limit of the body decides. */
    private static final int MAX_STRING_LENGTH = 64 * 1024 * 1024;

    /** Some editors begin a text in UTF-8 with it. */
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxNumberLength(MAX_NUMBER_LENGTH)
                                                    .maxNameLength(MAX_NAME_LENGTH)
                                                    .maxStringLength(MAX_STRING_LENGTH)
                                                    .build())
                                    // In UTF-16 a body could seem to have its values in strings.
                                    .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                                    .build())
                    .nodeFactory(new BoundedNumbers())
                    // Two readers of one body must not see two different values of one field.
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    // What passes through keeps its digits.
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Reads one JSON value.
     *
     * @throws tools.jackson.core.JacksonException when it is none, or breaks a limit
     */
    public static JsonNode parse(byte[] bytes) {
        return parse(bytes, 0, bytes.length);
    }

    /** Reads one JSON value from a part of an array. */
    public static JsonNode parse(byte[] bytes, int offset, int length) {
        int mark = hasMark(bytes, offset, length) ? MARK.length : 0;
        try {
            return MAPPER.readTree(bytes, offset + mark, length - mark);
        } catch (NumberFormatException _) {
            // Jackson has no exception of its own for an exponent that is beyond every number.
            throw BoundedNumbers.tooLong();
        }
    }

    private static boolean hasMark(byte[] bytes, int offset, int length) {
        return length >= MARK.length
                && Arrays.equals(bytes, offset, offset + MARK.length, MARK, 0, MARK.length);
    }

    public static byte[] bytes(JsonNode json) {
        return MAPPER.writeValueAsBytes(json);
    }

    /** A number that is printed in full, such as 0.0000000125 and never 1.25E-8. */
    public static JsonNode number(BigDecimal value) {
        // As it is and not as a decimal: below a millionth Jackson would print an exponent.
        return JsonNodeFactory.instance.rawValueNode(new RawValue(plain(value)));
    }

    /** All digits of this number, without zeros at its end and without an exponent. */
    public static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
