package dev.turnpike.persistence.pricing;

import dev.turnpike.billing.pricing.PriceVersions;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.tenancy.TenantScope;

/** The port of this package, for the tests of its neighbours. */
public final class Prices {

    private Prices() {}

    public static PriceVersions versions(TenantScope tenants) {
        return new JpaPriceVersions(tenants, () -> World.NOW);
    }
}
