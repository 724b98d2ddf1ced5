package dev.turnpike.api.http;

import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ValueNode;

/**
 * Makes nodes, and none of a number that few characters name and nobody could write down: whoever
 * printed or added it later would need a digit for each step of its exponent.
 */
final class BoundedNumbers extends JsonNodeFactory {

    private static final long serialVersionUID = 1L;

    /** Whether a number is short, also when it is written without an exponent. */
    static boolean isShort(BigDecimal value) {
        return Math.abs((long) value.scale()) <= Json.MAX_NUMBER_LENGTH;
    }

    /** What the parser says of numbers that have too many digits. */
    static JacksonException tooLong() {
        return new StreamConstraintsException("Number too long without its exponent");
    }

    @Override
    public ValueNode numberNode(BigDecimal value) {
        if (isShort(value)) {
            return super.numberNode(value);
        }
        throw tooLong();
    }
}
