package dev.turnpike.billing.jobs;

import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.pricing.Markups;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Learns of markups and plans that were set on other servers. */
@Singleton
public class MarkupRefreshJob implements Job {

    /** A price may be that old; the question costs the database next to nothing. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Markups markups;
    private final Plans plans;

    @Inject
    MarkupRefreshJob(Markups markups, Plans plans) {
        this.markups = markups;
        this.plans = plans;
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void run() {
        markups.refresh();
        plans.refresh();
    }
}
