package dev.turnpike.sandbox.models.script;

/** How one simulated model answers; called by many threads at once. */
@FunctionalInterface
public interface Script {
    Outcome answer(Ask ask);
}
