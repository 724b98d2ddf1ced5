package dev.turnpike.bench;

import dev.turnpike.bench.Figure.Comparison;
import dev.turnpike.bench.load.PlainLoad;
import dev.turnpike.bench.load.StreamLoad;
import dev.turnpike.bench.load.StreamLoad.Crowd;
import dev.turnpike.bench.load.StreamTally;
import dev.turnpike.bench.load.Tally;
import dev.turnpike.bench.load.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts every load first on the model provider, then on the product, round after round. */
final class Rounds {

    /** Enough that a call finds a free connection even when some answers take 100 ms. */
    private static final int OPEN_LOOP_CONNECTIONS = 32;

    private static final int WARM_UP_CONNECTIONS = 16;

    private final Plan plan;
    private final Target direct;
    private final Product product;
    private final Results results = new Results();
    private final List<String> failures = new ArrayList<>();
    private long answersOfProduct;
    private long failuresOfProduct;

    Rounds(Plan plan, Target direct, Product product) {
        this.plan = plan;
        this.direct = direct;
        this.product = product;
    }

    Results results() {
        return results;
    }

    /** How the first failed call of each load failed. */
    List<String> failures() {
        return failures;
    }

    long answersOfProduct() {
        return answersOfProduct;
    }

    long failuresOfProduct() {
        return failuresOfProduct;
    }

    /** Plain calls until their cost settles, then some streams; what came out as one sentence. */
    String warmUp() throws IOException {
        // What is set up wrongly is said at once and in the server's words.
        PlainLoad.probe(direct);
        PlainLoad.probe(product.target());
        answersOfProduct++;
        say("warm-up");
        PlainLoad.closed(direct, WARM_UP_CONNECTIONS, plan.closedDirect());
        List<Double> cpuPerCall = new ArrayList<>();
        long end = System.nanoTime() + plan.warmUp().toNanos();
        do {
            Measured<Tally> slice =
                    measure(
                            () ->
                                    counted(
                                            Side.PRODUCT,
                                            PlainLoad.closed(
                                                    product.target(),
                                                    WARM_UP_CONNECTIONS,
                                                    plan.warmUpSlice())));
            cpuPerCall.add(slice.server() * 1e3 / Math.max(1, slice.load().answered()));
        } while (!WarmUp.isOver(cpuPerCall) && System.nanoTime() < end);
        long calls = answersOfProduct;
        counted(Side.PRODUCT, StreamLoad.run(product.target(), plan.fast()));
        return "%,d plain calls in %d slices, the last three at %s ms of server CPU per call"
                .formatted(
                        calls,
                        cpuPerCall.size(),
                        Spread.of(
                                        cpuPerCall.subList(
                                                Math.max(0, cpuPerCall.size() - 3),
                                                cpuPerCall.size()))
                                .text(3));
    }

    /** Plays all rounds, or as many loads as fit in this time; false when some were left out. */
    boolean play(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        for (int round = 1; round <= plan.rounds(); round++) {
            say("round " + round + " of " + plan.rounds());
            for (Runnable load : loads()) {
                if (System.nanoTime() > end) {
                    return false;
                }
                load.run();
            }
        }
        return true;
    }

    /** The loads of one round in their order, direct before product. */
    private List<Runnable> loads() {
        List<Runnable> loads = new ArrayList<>();
        for (int connections : plan.connections()) {
            String name = connections == 1 ? "1 connection" : connections + " connections";
            loads.add(() -> closed(name, connections));
        }
        int most = plan.connections().getLast();
        Target oneAccount = product.target().withOneAccount();
        String crowded = most + " connections on one account";
        loads.add(() -> closed(crowded, Side.PRODUCT, oneAccount, most));
        loads.add(() -> open(Side.DIRECT, direct));
        loads.add(() -> open(Side.PRODUCT, product.target()));
        for (Crowd crowd : List.of(plan.fast(), plan.held())) {
            loads.add(() -> streams(crowd, Side.DIRECT, direct));
            loads.add(() -> streams(crowd, Side.PRODUCT, product.target()));
        }
        return loads;
    }

    private void closed(String name, int connections) {
        closed(name, Side.DIRECT, direct, connections);
        closed(name, Side.PRODUCT, product.target(), connections);
    }

    private void closed(String name, Side side, Target target, int connections) {
        Duration time = side == Side.DIRECT ? plan.closedDirect() : plan.closedProduct();
        Measured<Tally> run =
                measure(() -> counted(side, PlainLoad.closed(target, connections, time)));
        add("requests/s, " + name, 0, Comparison.RATIO, side, run.load().perSecond());
        addPlainCosts(name, side, run);
    }

    private void open(Side side, Target target) {
        String name = "at " + plan.openPerSecond() + "/s";
        Measured<Tally> run =
                measure(
                        () ->
                                counted(
                                        side,
                                        PlainLoad.open(
                                                target,
                                                plan.openPerSecond(),
                                                OPEN_LOOP_CONNECTIONS,
                                                plan.open())));
        Tally load = run.load();
        add("latency p50, ms, " + name, 2, Comparison.DIFFERENCE, side, load.millisAt(50));
        add("latency p99, ms, " + name, 2, Comparison.DIFFERENCE, side, load.millisAt(99));
        addPlainCosts(name, side, run);
    }

    private void addPlainCosts(String name, Side side, Measured<Tally> run) {
        if (side == Side.PRODUCT) {
            double calls = Math.max(1, run.load().answered());
            String title = " CPU, ms per request, " + name;
            add("server" + title, 3, Comparison.NONE, side, run.server() * 1e3 / calls);
            add("PostgreSQL" + title, 3, Comparison.NONE, side, run.database() * 1e3 / calls);
        }
    }

    private void streams(Crowd crowd, Side side, Target target) {
        String name =
                "%,d streams, a chunk each %,d ms"
                        .formatted(crowd.streams(), crowd.script().intervalMillis());
        try (var memory = new PeakMemory(product.server())) {
            Measured<StreamTally> run = measure(() -> counted(side, StreamLoad.run(target, crowd)));
            StreamTally load = run.load();
            add("held at once, " + name, 0, Comparison.NONE, side, load.held());
            add("failed, " + name, 0, Comparison.NONE, side, (double) load.failed());
            double first = load.firstChunks().getValueAtPercentile(50) / 1e6;
            double delay = load.delays().getValueAtPercentile(50) / 1e6;
            add("first chunk p50, ms, " + name, 2, Comparison.DIFFERENCE, side, first);
            add("delay of a chunk p50, ms, " + name, 2, Comparison.DIFFERENCE, side, delay);
            if (side == Side.PRODUCT) {
                double thousands = Math.max(1, load.chunks()) / 1e3;
                String title = " CPU, s per 1,000 chunks, " + name;
                add("server" + title, 3, Comparison.NONE, side, run.server() / thousands);
                add("PostgreSQL" + title, 3, Comparison.NONE, side, run.database() / thousands);
                add(
                        "server memory, MiB, " + name,
                        0,
                        Comparison.NONE,
                        side,
                        (double) memory.mebibytes());
            }
        }
    }

    private void add(String title, int digits, Comparison comparison, Side side, double value) {
        results.add(new Figure(title, digits, comparison), side, value);
    }

    /** A load, with the CPU seconds that the server and the database spent meanwhile. */
    private record Measured<T>(T load, double server, double database) {}

    private <T> Measured<T> measure(Supplier<T> load) {
        Duration server = product.server().cpu();
        Duration database = product.database().cpu();
        T result = load.get();
        return new Measured<>(
                result,
                product.server().cpu().minus(server).toNanos() / 1e9,
                product.database().cpu().minus(database).toNanos() / 1e9);
    }

    private Tally counted(Side side, Tally load) {
        count(side, load.answered(), load.failed(), load.firstFailure());
        return load;
    }

    private StreamTally counted(Side side, StreamTally load) {
        count(side, load.finished(), load.failed(), load.firstFailure());
        return load;
    }

    private void count(Side side, long answered, long failed, Optional<String> firstFailure) {
        if (side == Side.PRODUCT) {
            answersOfProduct += answered;
            failuresOfProduct += failed;
        }
        firstFailure.ifPresent(how -> failures.add(side + ": " + failed + " calls, first: " + how));
    }

    private static void say(String what) {
        System.out.println("bench: " + what);
    }
}
