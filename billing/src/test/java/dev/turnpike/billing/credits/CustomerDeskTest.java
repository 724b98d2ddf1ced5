package dev.turnpike.billing.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An account is one customer, and another one when the payment provider has forgotten it. */
class CustomerDeskTest {

    private static final AccountId ACME = new AccountId(new UUID(1, 2));
    private static final String ADA = "ada@acme.example";
    private static final URI BACK = URI.create("https://turnpike.example/credits");
    private static final SavedCard VISA = new SavedCard("pm_1", "visa", "4242", 12, 2040);

    private final CustomersInMemory customers = new CustomersInMemory();
    private final CustomerDesk desk = customers.desk();

    @Test
    void opensOneCustomerForAnAccount() {
        assertThat(desk.with(ACME, ADA, Customer::id)).isEqualTo("cus_1");
        assertThat(desk.with(ACME, ADA, Customer::id)).isEqualTo("cus_1");

        assertThat(customers.opened).containsExactly("cus_1");
    }

    @Test
    void opensAnotherOneInThePlaceOfAForgottenOne() {
        desk.with(ACME, ADA, Customer::id);
        customers.forgotten.add("cus_1");

        assertThat(desk.openPortal(ACME, ADA, BACK)).hasPath("/cus_2");
        assertThat(desk.with(ACME, ADA, Customer::id)).isEqualTo("cus_2");
    }

    @Test
    void triesOnceAgainAndNoMore() {
        customers.forgotten.add("cus_1");
        customers.forgotten.add("cus_2");

        assertThatThrownBy(() -> desk.openPortal(ACME, ADA, BACK))
                .isInstanceOf(PaymentsUnavailable.class);
        assertThat(customers.opened).containsExactly("cus_1", "cus_2");
    }

    @Test
    void remembersTheCardThatWasSaved() {
        desk.with(ACME, ADA, Customer::id);
        customers.cards.put("cus_1", VISA);

        assertThat(desk.refreshCard(ACME)).contains(VISA);
        assertThat(customers.find(ACME)).map(Customer::card).contains(VISA);
    }

    @Test
    void forgetsACardThatIsRemoved() {
        desk.with(ACME, ADA, Customer::id);
        customers.cards.put("cus_1", VISA);
        desk.refreshCard(ACME);

        assertThat(desk.removeCard(ACME)).isEmpty();
        assertThat(customers.find(ACME)).map(Customer::card).isEmpty();
    }

    @Test
    void aForgottenCustomerHasNoCard() {
        desk.with(ACME, ADA, Customer::id);
        customers.keepCard(customers.find(ACME).orElseThrow(), VISA);
        customers.forgotten.add("cus_1");

        assertThat(desk.refreshCard(ACME)).isEmpty();
        assertThat(customers.find(ACME)).map(Customer::card).isEmpty();
    }

    @Test
    void anAccountThatNeverBoughtHasNoCard() {
        assertThat(desk.refreshCard(ACME)).isEmpty();
        assertThat(desk.removeCard(ACME)).isEmpty();
    }
}
