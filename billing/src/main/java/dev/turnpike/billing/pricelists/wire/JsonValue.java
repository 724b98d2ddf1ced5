package dev.turnpike.billing.pricelists.wire;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value of a list, with numbers as exact as they are written. */
sealed interface JsonValue {

    /**
     * An object.
     *
     * @param repeated names that occur more than once: which of them is meant nobody knows
     */
    record Fields(Map<String, JsonValue> values, Set<String> repeated) implements JsonValue {

        @Nullable JsonValue find(String name) {
            if (repeated.contains(name)) {
                throw new RefusedRowException("it names " + name + " twice");
            }
            return values.get(name);
        }

        /** The text in this field, or null when there is none. */
        @Nullable String text(String name) {
            return find(name) instanceof Text(String text) ? text : null;
        }
    }

    /** An array. */
    record Items(List<JsonValue> values) implements JsonValue {}

    /** A string. */
    record Text(String text) implements JsonValue {}

    /** A number, exact. */
    record Decimal(BigDecimal value) implements JsonValue {}

    /** True, false or null, or a number beyond all bounds. */
    record Literal(String word) implements JsonValue {}
}
