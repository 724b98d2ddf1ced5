package dev.turnpike.persistence.ledger;

import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.PaidLots;
import dev.turnpike.billing.ledger.PromotionExpiry;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.fast.FastDatabase;
import dev.turnpike.persistence.tenancy.TenantScope;

/** Lends the ledger to the tests of other keepers. */
public final class Ledgers {

    private Ledgers() {}

    /** The ledger within the transaction of this scope. */
    public static Ledger of(TenantScope tenants) {
        return new JpaLedger(tenants);
    }

    /** What takes credit of single payments, within the transaction of this scope. */
    public static PaidLots paidLots(TenantScope tenants) {
        return new JpaPaidLots(tenants);
    }

    /** What takes back credit that has expired. */
    public static PromotionExpiry expiry() {
        return new JdbcPromotionExpiry(new FastDatabase(TestDatabase.shared().app()));
    }
}
