package dev.turnpike.journeys;

import dev.turnpike.launcher.Turnpike;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks into the books all the time, while everything else fares badly. */
final class Watch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * Every sentence is something that must not be. What calls cost that outlived the leases of
     * their server may exceed a limit: their credit had been lent to others by then, and what was
     * delivered is charged all the same.
     */
    private static final String COMPLAINTS =
            """
            select format('Wallet %s shows %s posted and %s held', account_id, posted_nanos, held_nanos)
            from wallet where posted_nanos < held_nanos or held_nanos < 0
            union all
            select format('Limit %s of %s shows %s spent and %s held in %s',
                          limit_id, limit_nanos, spent_nanos, held_nanos, starts_at)
            from spending_window as span join spending_limit using (limit_id)
            where spent_nanos + held_nanos > limit_nanos + (
                select coalesce(sum(cost_nanos), 0) from generation as late
                where late.account_id = span.account_id and exists (
                    select from departed_node
                    where departed_at between created_at - interval '1 second' and settled_at))
            union all
            select * from discrepancies(false)""";

    private final Set<String> complaints = new ConcurrentSkipListSet<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread watcher = Thread.ofPlatform().name("watch").unstarted(this::watch);
    private final AtomicInteger looks = new AtomicInteger();

    static Watch begin() {
        Watch watch = new Watch();
        watch.watcher.start();
        return watch;
    }

    /** What was ever found. */
    Set<String> complaints() {
        return complaints;
    }

    /** How often the database answered. */
    int looks() {
        return looks.get();
    }

    @Override
    public void close() {
        over.countDown();
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            do {
                look(Stage.turnpike());
            } while (!over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Turnpike turnpike) {
        try (Connection database = turnpike.connectAsSuperuser();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(COMPLAINTS)) {
            while (row.next()) {
                complaints.add(row.getString(1));
            }
            looks.incrementAndGet();
        } catch (SQLException fault) {
            // While the database is away there is nothing to see, and nothing can change.
            if (!isAway(fault)) {
                complaints.add(fault.toString());
            }
        }
    }

    /** By the classes "connection exception" and "operator intervention" of PostgreSQL's codes. */
    private static boolean isAway(SQLException fault) {
        String state = Objects.requireNonNullElse(fault.getSQLState(), "");
        return state.startsWith("08") || state.startsWith("57");
    }
}
