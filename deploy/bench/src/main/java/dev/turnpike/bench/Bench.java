package dev.turnpike.bench;

import dev.turnpike.bench.load.PlainLoad;
import dev.turnpike.bench.load.Target;
import dev.turnpike.bench.machine.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The command: starts everything, measures, prints the table, stops everything. */
public final class Bench {

    private static final int OVERDUE = 3;

    /** For the load that runs when the time is over, and for the report. */
    private static final Duration GRACE = Duration.ofSeconds(40);

    private static final String INCOMPLETE =
            "\n- INCOMPLETE: this machine was too busy to play all rounds in time";

    private final Path home;
    private final Options options;

    private Bench(Path home, Options options) {
        this.home = home;
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        Optional<Options> options = Options.parse(List.of(arguments));
        if (options.isEmpty()) {
            System.err.println(Options.USAGE);
            System.exit(2);
            return;
        }
        Path home = Path.of(System.getProperty("turnpike.home", "")).toAbsolutePath().normalize();
        System.exit(new Bench(home, options.get()).run() ? 0 : 1);
    }

    /** True when no call through the product failed, and every one was charged. */
    private boolean run() throws IOException, SQLException {
        Plan plan = options.plan();
        double loadBefore = Surroundings.load();
        try (UpstreamProcess upstream = UpstreamProcess.start();
                Product product = Product.start(home, upstream.port(), plan.accounts())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(product)));
            stopAfter(plan.limit().plus(GRACE));
            long start = System.nanoTime();
            var direct =
                    new Target(
                            upstream.port(),
                            "/openai/v1/chat/completions",
                            "echo",
                            List.of("benchmark"));
            var rounds = new Rounds(plan, direct, product);
            long idleMebibytes = product.server().residentMebibytes();
            String warmUp = rounds.warmUp();
            Duration left = plan.limit().minusNanos(System.nanoTime() - start);
            boolean whole = rounds.play(left);
            Books books = product.books();
            var report =
                    new Report(
                            Surroundings.of(home),
                            plan,
                            product.heap(),
                            loadBefore,
                            idleMebibytes,
                            whole ? warmUp : warmUp + INCOMPLETE);
            publish(report.markdown(rounds, books));
            return rounds.failuresOfProduct() == 0 && books.agreeWith(rounds.answersOfProduct());
        }
    }

    private void publish(String markdown) throws IOException {
        System.out.println();
        System.out.println(markdown);
        if (options.save().isPresent()) {
            Path file = home.resolve("deploy/bench/results").resolve(options.save().get() + ".md");
            Files.createDirectories(home.resolve("deploy/bench/results"));
            Files.writeString(file, markdown);
            System.out.println("bench: saved as " + file);
        }
    }

    /** The exit runs the hook that stops the product. */
    private static void stopAfter(Duration limit) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            long end = System.nanoTime() + limit.toNanos();
                            PlainLoad.waitUntil(end);
                            System.err.println("bench: stopped after " + limit.toSeconds() + " s");
                            System.exit(OVERDUE);
                        });
    }

    private static void closeQuietly(Product product) {
        try {
            product.close();
        } catch (IOException fault) {
            System.err.println("bench: not everything could be removed: " + fault);
        }
    }
}
