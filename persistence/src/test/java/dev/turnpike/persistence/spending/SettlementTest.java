package dev.turnpike.persistence.spending;

import static dev.turnpike.persistence.spending.Calls.LIFETIME;
import static dev.turnpike.persistence.spending.Calls.NODE;
import static dev.turnpike.persistence.spending.Calls.call;
import static dev.turnpike.persistence.spending.Calls.delivered;
import static dev.turnpike.persistence.spending.Calls.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.spending.Reservations;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private static final Duration OVER = Duration.ofSeconds(-1);

    private static final Pool POOL = TestDatabase.shared().appPool(8);

    private final Reservations reservations = Calls.reservations(POOL.dataSource());
    private final Caller caller = World.tenant(Usd.parse("10"));

    /** Other tests leave holds behind whose lifetime is over. */
    @BeforeEach
    void sweep() {
        reservations.expire();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void chargesTheCostAndFreesTheRest() {
        Reservation call = held("3");

        reservations.settle(delivered(call, Usd.parse("1.25")));

        assertThat(balance()).isEqualTo(balance("8.75", "0", "0"));
        assertThat(World.spending(caller.key())).containsExactly(Usd.parse("1.25"), Usd.ZERO);
        assertThat(entries(call))
                .containsExactly(
                        "wallet -1250000000", "provider_payable 1000000000", "revenue 250000000");
    }

    @Test
    void settlesACallOnceHoweverOftenItIsTold() {
        Reservation call = held("3");

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                threads.execute(() -> reservations.settle(delivered(call, Usd.parse("1.25"))));
            }
        }
        reservations.settle(failed(call));
        reservations.settle(delivered(call, Usd.parse("2")));

        assertThat(balance()).isEqualTo(balance("8.75", "0", "0"));
        assertThat(World.spending(caller.key())).containsExactly(Usd.parse("1.25"), Usd.ZERO);
        assertThat(entries(call)).hasSize(3);
    }

    @Test
    void chargesNothingForACallThatFailed() {
        Reservation call = held("3");

        reservations.settle(failed(call));

        assertThat(balance()).isEqualTo(balance("10", "0", "0"));
        assertThat(entries(call)).isEmpty();
    }

    @Test
    void booksNothingForAFreeCall() {
        Reservation call = held("0");

        reservations.settle(delivered(call, Usd.ZERO));

        assertThat(balance()).isEqualTo(balance("10", "0", "0"));
        assertThat(entries(call)).isEmpty();
    }

    @Test
    void takesAnOverageFromWhatIsAvailable() {
        Reservation call = held("3");

        reservations.settle(delivered(call, Usd.parse("5")));

        assertThat(balance()).isEqualTo(balance("5", "0", "0"));
    }

    @Test
    void owesWhatNeitherHoldNorWalletCovers() {
        Reservation other = held("6");
        Reservation call = held("3");

        reservations.settle(delivered(call, Usd.parse("5")));

        assertThat(balance()).isEqualTo(balance("6", "6", "1"));
        assertThat(entries(call))
                .containsExactly(
                        "wallet -4000000000",
                        "receivable -1000000000",
                        "provider_payable 4000000000",
                        "revenue 1000000000");
        assertThat(World.spending(caller.key())).containsExactly(Usd.parse("5"), other.amount());
    }

    @Test
    void balancesWhenRoundingLeavesLessThanTheProviderGets() {
        Reservation call = held("1");
        var charge = new Charge(List.of(), new Markup(0), new Usd(8), new Usd(7));

        reservations.settle(delivered(call, charge));

        assertThat(entries(call)).containsExactly("wallet -7", "provider_payable 8", "revenue -1");
    }

    @Test
    void freesTheHoldsWhoseLifetimeIsOver() {
        Reservation lost = call(caller, Usd.parse("3"));
        reservations.hold(lost, NODE, OVER);
        Reservation alive = held("2");

        assertThat(reservations.expire()).isEqualTo(1);

        assertThat(balance()).isEqualTo(balance("10", "2", "0"));
        assertThat(World.spending(caller.key())).containsExactly(Usd.ZERO, alive.amount());
    }

    @Test
    void keepsTheHoldsThatTheirNodeRenews() {
        NodeId node = new NodeId(UUID.randomUUID());
        reservations.hold(call(caller, Usd.parse("3")), node, OVER);

        assertThat(reservations.renew(node, LIFETIME)).isEqualTo(1);
        assertThat(reservations.expire()).isZero();

        assertThat(balance()).isEqualTo(balance("10", "3", "0"));
    }

    @Test
    void chargesACallThatIsSettledAfterItsHoldHasExpired() {
        Reservation late = call(caller, Usd.parse("3"));
        reservations.hold(late, NODE, OVER);
        reservations.expire();
        held("9");

        reservations.settle(delivered(late, Usd.parse("3")));
        reservations.settle(delivered(late, Usd.parse("3")));

        assertThat(balance()).isEqualTo(balance("9", "9", "2"));
    }

    private Reservation held(String amount) {
        Reservation call = call(caller, Usd.parse(amount));
        assertThat(reservations.hold(call, NODE, LIFETIME)).isEqualTo(call);
        return call;
    }

    private Balance balance() {
        return World.balance(caller.account());
    }

    private static Balance balance(String posted, String held, String receivable) {
        return new Balance(Usd.parse(posted), Usd.parse(held), Usd.parse(receivable));
    }

    private static List<String> entries(Reservation call) {
        return World.texts(
                """
                select ledger_account || ' ' || amount_nanos
                from journal_transaction join journal_entry using (transaction_id)
                where kind = 'USAGE' and reference = '%s' order by line
                """
                        .formatted(call.id()));
    }
}
