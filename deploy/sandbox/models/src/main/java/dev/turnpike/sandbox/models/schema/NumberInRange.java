package dev.turnpike.sandbox.models.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;

/** A number that keeps the bounds of its schema: one where it may be, else the nearest bound. */
final class NumberInRange {

    private NumberInRange() {}

    static BigDecimal of(JsonNode schema) {
        BigDecimal step = schema.path("multipleOf").decimalValue(BigDecimal.ONE);
        BigDecimal number = BigDecimal.ONE;
        if (schema.has("maximum")) {
            number = number.min(schema.path("maximum").decimalValue(number));
        }
        if (schema.has("exclusiveMaximum")) {
            number = number.min(below(schema.path("exclusiveMaximum").decimalValue(), step));
        }
        if (schema.has("minimum")) {
            number = number.max(schema.path("minimum").decimalValue(number));
        }
        if (schema.has("exclusiveMinimum")) {
            number = number.max(above(schema.path("exclusiveMinimum").decimalValue(), schema));
        }
        return schema.has("multipleOf") ? roundedUp(number, step) : number;
    }

    private static BigDecimal below(BigDecimal bound, BigDecimal step) {
        return bound.subtract(step);
    }

    /** One above the bound, or half-way to the upper bound when they are closer than that. */
    private static BigDecimal above(BigDecimal bound, JsonNode schema) {
        BigDecimal next = bound.add(BigDecimal.ONE);
        for (String upper : new String[] {"maximum", "exclusiveMaximum"}) {
            if (schema.has(upper) && next.compareTo(schema.path(upper).decimalValue()) >= 0) {
                return bound.add(schema.path(upper).decimalValue()).divide(BigDecimal.TWO);
            }
        }
        return next;
    }

    private static BigDecimal roundedUp(BigDecimal number, BigDecimal step) {
        return number.divide(step, 0, RoundingMode.CEILING).multiply(step);
    }
}
