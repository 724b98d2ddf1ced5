package dev.turnpike.billing.jobs;

import dev.turnpike.billing.catalog.LiveCatalog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Learns of editions of prices that were published since the last look. */
@Singleton
public class PriceRefreshJob implements Job {

    /** A price may be that old; the question costs the database next to nothing. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final LiveCatalog catalog;

    @Inject
    PriceRefreshJob(LiveCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void run() {
        catalog.refresh();
    }
}
