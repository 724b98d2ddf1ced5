package dev.turnpike.bench;

import java.util.List;

/** Tells when a fresh server has been compiled far enough to be measured. */
final class WarmUp {

    /** Slices that must agree: two can agree by chance between two steps of the compiler. */
    private static final int AGREEING = 3;

    /** Within this share of each other; rounds on a quiet machine are this far apart anyway. */
    private static final double TOLERANCE = 0.05;

    private WarmUp() {}

    /** Whether the last slices cost about the same per call. */
    static boolean isOver(List<Double> cpuPerCall) {
        if (cpuPerCall.size() < AGREEING) {
            return false;
        }
        Spread last =
                Spread.of(cpuPerCall.subList(cpuPerCall.size() - AGREEING, cpuPerCall.size()));
        return last.most() - last.least() <= TOLERANCE * last.median();
    }
}
