package dev.turnpike.persistence.credits;

import dev.turnpike.billing.credits.Customers;
import dev.turnpike.billing.credits.PaymentEvents;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.credits.TakeBacks;
import dev.turnpike.persistence.TestDatabase;

/** Ports of this package, for tests elsewhere. */
public final class Credits {

    private static final TestDatabase DATABASE = TestDatabase.shared();

    private Credits() {}

    public static Purchases purchases() {
        return DATABASE.keeper(Purchases.class, JpaPurchases::new);
    }

    public static Customers customers() {
        return DATABASE.keeper(Customers.class, JpaCustomers::new);
    }

    public static TakeBacks takeBacks() {
        return DATABASE.keeper(TakeBacks.class, JpaTakeBacks::new);
    }

    public static PaymentEvents events() {
        return DATABASE.keeper(PaymentEvents.class, JpaPaymentEvents::new);
    }
}
