package dev.turnpike.bench;

import dev.turnpike.bench.machine.Surroundings;
import java.util.Locale;

/**
 * The table with everything that a reader needs to judge it.
 *
 * @param loadBefore processes that wanted a core in the minute before the run
 */
record Report(
        Surroundings machine,
        Plan plan,
        String heap,
        double loadBefore,
        long idleMebibytes,
        String warmUp) {

    String markdown(Rounds rounds, Books books) {
        return """
        # Benchmark

        - Machine: %d cores of %s, %,d MiB, %s; load average before the run %.2f. Load, model \
        provider, product and PostgreSQL share these cores.
        - JDK: %s; server heap %s; server memory after its start %d MiB
        - Commit: %s
        - Switched on: key, rate limit, routing, hold, durable settlement, generation record
        - Load: %d accounts, requests of 1 KB, answers of 1.1 KB, medians of %d rounds (least to most)
        - Warm-up: %s
        - %s
        %s
        %s"""
                .formatted(
                        machine.cores(),
                        machine.processor(),
                        machine.memoryMebibytes(),
                        machine.kernel(),
                        loadBefore,
                        machine.jdk(),
                        heap,
                        idleMebibytes,
                        machine.commit(),
                        plan.accounts(),
                        plan.rounds(),
                        warmUp,
                        books.text(rounds.answersOfProduct()),
                        failures(rounds),
                        rounds.results().markdown());
    }

    private static String failures(Rounds rounds) {
        var lines =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                "- Failed calls through the product: %d%n",
                                rounds.failuresOfProduct()));
        rounds.failures().forEach(failure -> lines.append("  - ").append(failure).append('\n'));
        return lines.toString();
    }
}
