package dev.turnpike.api.chat;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a field may look like. */
@FunctionalInterface
interface Shape {

    /** What the value must be, if it is not; null when it is fine. */
    @Nullable String problem(JsonNode value);

    static Shape number(String min, String max) {
        BigDecimal least = new BigDecimal(min);
        BigDecimal most = new BigDecimal(max);
        return value ->
                value.isNumber()
                                && value.decimalValue().compareTo(least) >= 0
                                && value.decimalValue().compareTo(most) <= 0
                        ? null
                        : "must be a number from " + min + " to " + max;
    }

    static Shape integer(long min, long max) {
        return value ->
                value.isIntegralNumber()
                                && value.canConvertToLong()
                                && value.longValue() >= min
                                && value.longValue() <= max
                        ? null
                        : "must be "
                                + (min == max ? min : "a whole number from " + min + " to " + max);
    }

    static Shape bool() {
        return value -> value.isBoolean() ? null : "must be true or false";
    }

    /** A string of 1 to {@code max} characters. */
    static Shape text(int max) {
        return value ->
                value.isString()
                                && !value.stringValue().isEmpty()
                                && value.stringValue().length() <= max
                        ? null
                        : "must be a string of 1 to " + max + " characters";
    }

    /** The same without control characters, such as a name that is kept. */
    static Shape line(int max) {
        Shape text = text(max);
        return value -> {
            String problem = text.problem(value);
            return problem == null && value.stringValue().chars().anyMatch(Character::isISOControl)
                    ? "must not hold control characters"
                    : problem;
        };
    }

    static Shape oneOf(String... words) {
        Set<String> allowed = Set.of(words);
        return value ->
                value.isString() && allowed.contains(value.stringValue())
                        ? null
                        : "must be one of " + String.join(", ", new TreeSet<>(allowed));
    }

    static Shape object() {
        return value -> value.isObject() ? null : "must be an object";
    }

    /** An array of {@code min} to {@code max} values of one shape. */
    static Shape array(int min, int max, Shape element) {
        return value -> {
            if (!value.isArray() || value.size() < min || value.size() > max) {
                return "must be an array of "
                        + (max == 1 ? "1 value" : min + " to " + max + " values");
            }
            return firstProblem(value, element);
        };
    }

    /** An object of up to {@code max} values of one shape. */
    static Shape map(int max, Shape element) {
        return value -> {
            if (!value.isObject() || value.size() > max) {
                return "must be an object of up to " + max + " values";
            }
            return firstProblem(value, element);
        };
    }

    default Shape or(Shape other) {
        return value -> {
            String problem = problem(value);
            String second = problem == null ? null : other.problem(value);
            return second == null ? null : problem + ", or " + second;
        };
    }

    private static @Nullable String firstProblem(JsonNode values, Shape element) {
        for (JsonNode value : values) {
            String problem = element.problem(value);
            if (problem != null) {
                return "holds a value that " + problem;
            }
        }
        return null;
    }
}
