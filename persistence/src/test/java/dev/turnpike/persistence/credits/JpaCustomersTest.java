package dev.turnpike.persistence.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Customer;
import dev.turnpike.billing.credits.Customers;
import dev.turnpike.billing.credits.SavedCard;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JpaCustomersTest {

    private static final Customers CUSTOMERS =
            TestDatabase.shared().keeper(Customers.class, JpaCustomers::new);
    private static final SavedCard VISA = new SavedCard("pm_1", "visa", "4242", 12, 2040);

    private final AccountId acme = World.tenant(Usd.ZERO).account();
    private final String first = "cus_" + UUID.randomUUID();
    private final String second = "cus_" + UUID.randomUUID();

    @Test
    void keepsTheFirstOfTwoThatWereOpenedAtOnce() {
        CUSTOMERS.keep(acme, first, 1);
        CUSTOMERS.keep(acme, second, 1);

        assertThat(CUSTOMERS.find(acme)).contains(new Customer(acme, first, 1, null));
    }

    @Test
    void replacesOneThatWasForgottenWithItsCard() {
        CUSTOMERS.keep(acme, first, 1);
        CUSTOMERS.keepCard(new Customer(acme, first, 1, null), VISA);

        CUSTOMERS.keep(acme, second, 2);

        assertThat(CUSTOMERS.find(acme)).contains(new Customer(acme, second, 2, null));
    }

    @Test
    void remembersACardUntilItIsRemoved() {
        CUSTOMERS.keep(acme, first, 1);
        Customer customer = new Customer(acme, first, 1, null);

        CUSTOMERS.keepCard(customer, VISA);
        assertThat(CUSTOMERS.find(acme)).contains(new Customer(acme, first, 1, VISA));
        CUSTOMERS.keepCard(customer, null);

        assertThat(CUSTOMERS.find(acme)).contains(customer);
    }

    @Test
    void givesNoCardOfAForgottenCustomerToItsSuccessor() {
        CUSTOMERS.keep(acme, first, 1);
        CUSTOMERS.keep(acme, second, 2);

        CUSTOMERS.keepCard(new Customer(acme, first, 1, null), VISA);

        assertThat(CUSTOMERS.find(acme)).contains(new Customer(acme, second, 2, null));
    }

    @Test
    void showsACustomerToItsAccountAlone() {
        CUSTOMERS.keep(acme, first, 1);

        assertThat(CUSTOMERS.find(World.tenant(Usd.ZERO).account())).isEmpty();
    }
}
