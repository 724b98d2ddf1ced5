package dev.turnpike.persistence.pricing;

import dev.turnpike.billing.pricelists.PriceProposals;
import dev.turnpike.billing.pricing.PriceVersions;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.tenancy.TenantScope;
import java.time.InstantSource;

/** The ports of this package, for the tests of its neighbours. */
public final class Prices {

    private Prices() {}

    public static PriceVersions versions(TenantScope tenants) {
        return versions(tenants, () -> World.NOW);
    }

    public static PriceVersions versions(TenantScope tenants, InstantSource clock) {
        return new JpaPriceVersions(tenants, clock);
    }

    public static PriceProposals proposals(TenantScope tenants) {
        return new JpaPriceProposals(tenants);
    }
}
