package dev.turnpike.bench;

import dev.turnpike.bench.load.StreamLoad.Crowd;
import dev.turnpike.bench.upstream.StreamScript;
import java.time.Duration;
import java.util.List;

/**
 * How much is measured, and for how long.
 *
 * @param connections of the closed loops, one loop after the other
 * @param warmUpSlice after each, the CPU per call is compared with the slices before
 * @param limit for warm-up and rounds; on a machine that is too busy for it, loads are left out
 */
record Plan(
        int rounds,
        int accounts,
        List<Integer> connections,
        Duration closedDirect,
        Duration closedProduct,
        int openPerSecond,
        Duration open,
        Crowd fast,
        Crowd held,
        Duration warmUp,
        Duration warmUpSlice,
        Duration limit) {

    /** More accounts than this share no wallet row at 64 connections. */
    private static final int ACCOUNTS = 64;

    /** A modest rate: a tenth of what two cores carry, so that nothing queues. */
    private static final int OPEN_PER_SECOND = 200;

    Plan {
        connections = List.copyOf(connections);
    }

    /** Ends after five minutes, so that with the start of the product it stays below six. */
    static Plan full() {
        return new Plan(
                3,
                ACCOUNTS,
                List.of(1, 16, 64),
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                OPEN_PER_SECOND,
                Duration.ofSeconds(6),
                new Crowd(100, 1_000, new StreamScript(200, 20)),
                new Crowd(2_000, 500, new StreamScript(10, 1_000)),
                Duration.ofSeconds(90),
                Duration.ofSeconds(5),
                Duration.ofSeconds(300));
    }

    /** Shows that everything works; its figures mean little, because nothing is warm. */
    static Plan quick() {
        return new Plan(
                1,
                ACCOUNTS,
                List.of(1, 16, 64),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                OPEN_PER_SECOND,
                Duration.ofSeconds(1),
                new Crowd(100, 1_000, new StreamScript(50, 20)),
                new Crowd(500, 500, new StreamScript(5, 500)),
                Duration.ofSeconds(4),
                Duration.ofSeconds(2),
                Duration.ofSeconds(35));
    }
}
