package dev.turnpike.billing.jobs;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.pricelists.ShippedPrices;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Tells the operator of prices that an upgrade brought and that are not in force. */
@Singleton
public class ShippedPricesJob implements Job {

    private final LiveCatalog catalog;
    private final ShippedPrices shipped;

    @Inject
    ShippedPricesJob(LiveCatalog catalog, ShippedPrices shipped) {
        this.catalog = catalog;
        this.shipped = shipped;
    }

    /** After the calls of the first seconds. */
    @Override
    public Duration firstPause() {
        return Duration.ofSeconds(20);
    }

    /** What ships does not change while a server runs; the operator may decide meanwhile. */
    @Override
    public Duration pause() {
        return Duration.ofDays(1);
    }

    @Override
    public void run() {
        shipped.propose(catalog.shippedListings());
    }
}
