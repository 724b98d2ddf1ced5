package dev.turnpike.persistence.credits;

import dev.turnpike.billing.credits.CustomerBook;
import dev.turnpike.billing.credits.CustomerDesk;
import dev.turnpike.billing.credits.PaymentCustomers;
import dev.turnpike.billing.credits.PaymentFulfilment;
import dev.turnpike.billing.credits.Payments;
import dev.turnpike.billing.credits.Payments.PaymentState;
import dev.turnpike.billing.credits.PurchaseBook;
import dev.turnpike.billing.credits.TakeBackBook;
import dev.turnpike.billing.credits.refunds.RefundBook;
import dev.turnpike.billing.credits.refunds.Refunds;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.ledger.Ledgers;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Brings purchases in real books to what a payment provider says. */
final class Fulfilments {

    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final Ledger LEDGER = DATABASE.keeper(Ledger.class, Ledgers::of);
    private static final InstantSource CLOCK = InstantSource.fixed(World.NOW.plusSeconds(60));

    private Fulfilments() {}

    /** With a payment provider that says this, whatever it is asked. */
    static PaymentFulfilment telling(PaymentState state) {
        Payments payments = always(Payments.class, state);
        return new PaymentFulfilment(Credits.purchases(), book(), payments, nobody(), CLOCK);
    }

    private static CustomerDesk nobody() {
        return new CustomerDesk(
                Credits.customers(),
                new CustomerBook(Credits.customers()),
                always(PaymentCustomers.class, null));
    }

    private static <T> T always(Class<T> port, @Nullable Object answer) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(), new Class<?>[] {port}, (_, _, _) -> answer));
    }

    /** Each step in a transaction of its own. */
    private static PurchaseBook book() {
        RefundBook refunds =
                new RefundBook(
                        DATABASE.keeper(Refunds.class, JpaRefunds::new),
                        Credits.purchases(),
                        Credits.takeBacks(),
                        LEDGER,
                        CLOCK);
        return new PurchaseBook(
                Credits.purchases(),
                LEDGER,
                new TakeBackBook(Credits.takeBacks(), refunds, LEDGER),
                CLOCK);
    }
}
