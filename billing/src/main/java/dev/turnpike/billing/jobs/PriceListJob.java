package dev.turnpike.billing.jobs;

import dev.turnpike.billing.pricelists.PriceListSync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Fetches price lists that are due. */
@Singleton
public class PriceListJob implements Job {

    private final PriceListSync sync;

    @Inject
    PriceListJob(PriceListSync sync) {
        this.sync = sync;
    }

    /** How soon a list that is due is fetched; the question costs next to nothing. */
    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        sync.run();
    }
}
