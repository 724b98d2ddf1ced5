package dev.turnpike.sandbox.models.script;

import java.util.List;
import java.util.OptionalInt;

/** Where the caller wants the answer cut. */
public record Limits(OptionalInt maxTokens, List<String> stops) {

    public Limits {
        stops = List.copyOf(stops);
    }
}
