package dev.turnpike.persistence.credits;

import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.credits.TakeBacks;
import dev.turnpike.billing.credits.refunds.Refunds;
import dev.turnpike.persistence.tenancy.TenantScope;

/** Lends the keepers of purchases to the tests of other keepers. */
public final class PurchaseKeepers {

    private PurchaseKeepers() {}

    /** Purchases within the transaction of this scope. */
    public static Purchases purchases(TenantScope tenants) {
        return new JpaPurchases(tenants);
    }

    /** Refunds that we ask for, within the transaction of this scope. */
    public static Refunds refunds(TenantScope tenants) {
        return new JpaRefunds(tenants);
    }

    /** Refunds and disputes within the transaction of this scope. */
    public static TakeBacks takeBacks(TenantScope tenants) {
        return new JpaTakeBacks(tenants);
    }
}
