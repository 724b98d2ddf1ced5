package dev.turnpike.api.http;

import dev.turnpike.billing.pricing.PriceVersions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the database answers: without it no call can be paid for. */
@Readiness
@Singleton
public class DatabaseReady implements HealthCheck {

    /** Editions count from 1, so this is the cheapest question that has an answer. */
    private static final long NO_EDITION = 0;

    private final PriceVersions prices;

    @Inject
    DatabaseReady(PriceVersions prices) {
        this.prices = prices;
    }

    @Override
    public HealthCheckResponse call() {
        boolean up;
        try {
            up = prices.find(NO_EDITION).isEmpty();
        } catch (RuntimeException _) {
            // Whatever the driver throws, it means the same here.
            up = false;
        }
        return HealthCheckResponse.named("database").status(up).build();
    }
}
