package dev.turnpike.persistence.usage;

import dev.turnpike.billing.usage.Generations;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.pricing.Prices;

/** The port of this package, for the tests of its neighbours. */
public final class Calls {

    private Calls() {}

    public static Generations generations() {
        return TestDatabase.shared()
                .keeper(
                        Generations.class,
                        tenants -> new JpaGenerations(tenants, Prices.versions(tenants)));
    }
}
