package dev.turnpike.persistence.reconciliation;

import dev.turnpike.billing.reconciliation.PaymentDays;
import dev.turnpike.billing.reconciliation.ProviderBills;
import dev.turnpike.billing.reconciliation.ProviderUsage;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.pricing.Prices;

/** Ports of this package, for tests elsewhere. */
public final class Reconciliations {

    private static final TestDatabase DATABASE = TestDatabase.shared();

    private Reconciliations() {}

    public static PaymentDays paymentDays() {
        return DATABASE.keeper(PaymentDays.class, JpaPaymentDays::new);
    }

    public static ProviderBills bills() {
        return DATABASE.keeper(ProviderBills.class, JpaProviderBills::new);
    }

    public static ProviderUsage usage() {
        return DATABASE.keeper(
                ProviderUsage.class,
                tenants -> new JpaProviderUsage(tenants, Prices.versions(tenants)));
    }
}
