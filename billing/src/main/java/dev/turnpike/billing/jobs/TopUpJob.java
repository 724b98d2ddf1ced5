package dev.turnpike.billing.jobs;

import dev.turnpike.billing.topups.TopUpDesk;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Looks for accounts that run low and want more to be bought. */
@Singleton
public class TopUpJob implements Job {

    private final TopUpDesk desk;

    @Inject
    TopUpJob(TopUpDesk desk) {
        this.desk = desk;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        desk.run();
    }
}
