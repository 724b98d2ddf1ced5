package dev.turnpike.billing.books;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The totals for whoever asks often: read at most once in a while, however many ask. */
@Singleton
public class RecentTotals {

    /** The usual pause between two scrapes; adding up reads every wallet. */
    static final Duration MAX_AGE = Duration.ofSeconds(15);

    private final Books books;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Reading> last = new AtomicReference<>();

    @Inject
    public RecentTotals(Books books, InstantSource clock) {
        this.books = books;
        this.clock = clock;
    }

    private record Reading(Totals totals, Instant at) {}

    /** The totals of at most {@link #MAX_AGE} ago. */
    public synchronized Totals get() {
        Reading known = last.get();
        Instant now = clock.instant();
        if (known == null || !known.at().plus(MAX_AGE).isAfter(now)) {
            known = new Reading(books.totals(), now);
            last.set(known);
        }
        return known.totals();
    }
}
