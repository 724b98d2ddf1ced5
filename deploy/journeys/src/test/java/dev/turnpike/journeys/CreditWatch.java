package dev.turnpike.journeys;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Notes when the credit of each sale is first seen in the books, many times a second. */
final class CreditWatch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Longer than any commit takes after the moment that it notes. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private static final String CREDITED =
            """
            select checkout_id, credited_at from purchase
            where status = 'CREDITED' and credited_at > ?""";

    private final Map<String, Sale> sales = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread watcher = Thread.ofPlatform().name("credits").unstarted(this::watch);

    private CreditWatch() {}

    static CreditWatch begin() {
        CreditWatch watch = new CreditWatch();
        watch.watcher.start();
        return watch;
    }

    /** Looks for the credit of this sale, too, from now on. */
    void expect(Sale sale) {
        sales.put(sale.checkout(), sale);
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
        Instant latest = Instant.now();
        try (Connection database = Stage.turnpike().connectAsSuperuser();
                PreparedStatement look = database.prepareStatement(CREDITED)) {
            do {
                look.setTimestamp(1, Timestamp.from(latest.minus(OVERLAP)));
                latest = note(look, latest);
            } while (!over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot look for credits", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the latest moment of a credit. */
    private Instant note(PreparedStatement look, Instant before) throws SQLException {
        Instant latest = before;
        try (ResultSet row = look.executeQuery()) {
            while (row.next()) {
                Sale sale = sales.get(row.getString(1));
                if (sale != null) {
                    sale.noteCredit();
                }
                Instant credited = row.getTimestamp(2).toInstant();
                latest = credited.isAfter(latest) ? credited : latest;
            }
        }
        return latest;
    }
}
