package dev.turnpike.sandbox.payments.faults;

import dev.turnpike.sandbox.payments.objects.Json;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds how the sandbox shall misbehave; all zero at the start. Safe for many threads. */
public final class FaultKnobs {

    private final Map<Fault, Integer> knobs = new EnumMap<>(Fault.class);

    public synchronized int value(Fault fault) {
        return knobs.getOrDefault(fault, 0);
    }

    /** Whether the fault shall strike now; uses one up. */
    public synchronized boolean take(Fault fault) {
        if (!fault.countsDown()) {
            throw new IllegalArgumentException(fault + " does not count down.");
        }
        int left = value(fault);
        knobs.put(fault, Math.max(0, left - 1));
        return left > 0;
    }

    public synchronized void clear(Fault fault) {
        knobs.remove(fault);
    }

    /** Puts the given knobs in place of all present ones; an answer means nothing was changed. */
    public synchronized Optional<String> replace(String json) {
        var wanted = new EnumMap<Fault, Integer>(Fault.class);
        try {
            for (Map.Entry<String, JsonNode> given : Json.readObject(json).properties()) {
                Optional<Fault> fault = find(given.getKey());
                if (fault.isEmpty()) {
                    return Optional.of("There is no fault " + given.getKey() + ".");
                }
                int max = fault.get().max();
                if (!given.getValue().isInt() || !isWithin(given.getValue().asInt(), max)) {
                    return Optional.of(
                            given.getKey() + " must be a whole number from 0 to " + max + ".");
                }
                wanted.put(fault.get(), given.getValue().asInt());
            }
        } catch (JacksonException | IllegalArgumentException notJson) {
            return Optional.of("The body must be a JSON object, like {\"drop\": 1}.");
        }
        knobs.clear();
        knobs.putAll(wanted);
        return Optional.empty();
    }

    public synchronized ObjectNode toJson() {
        ObjectNode json = Json.object();
        for (Fault fault : Fault.values()) {
            json.put(fault.wireName(), value(fault));
        }
        return json;
    }

    private static boolean isWithin(int value, int max) {
        return value >= 0 && value <= max;
    }

    private static Optional<Fault> find(String wireName) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.wireName().equals(wireName))
                .findFirst();
    }
}
