package dev.turnpike.sandbox.models.script;

import java.util.List;

/** The tools that came with a request and how freely the model may use them. */
public record Tooling(List<Tool> tools, Choice choice, Parallel parallel) {

    public static final Tooling NONE = new Tooling(List.of(), new Choice.Free(), Parallel.UNSAID);

    public Tooling {
        tools = List.copyOf(tools);
    }

    /** Which tool the caller wants called. */
    public sealed interface Choice {
        /** The model decides, or must call some tool: a simulated model calls the first. */
        record Free() implements Choice {}

        /** No tool may be called. */
        record Never() implements Choice {}

        /** This tool and no other. */
        record Named(String name) implements Choice {}
    }

    /** Whether several calls in one answer are wanted. */
    public enum Parallel {
        ASKED,
        UNSAID,
        FORBIDDEN
    }
}
