package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.spending.Refusal;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private static final Pool POOL = TestDatabase.shared().appPool(8);

    /** A quarter on top: a provider gets four fifths of what a call costs. */
    private static final SpendingNode NODE = new SpendingNode(POOL.dataSource(), new Markup(2_500));

    private final Caller caller = World.tenant(Usd.parse("10"));

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void chargesTheCostAndFreesTheRest() {
        Reservation call = held("3");

        NODE.settle(call, Usd.parse("1"));

        assertThat(balance()).isEqualTo(balance("8.75", "1.75", "0"));
        assertThat(World.spending(caller.key())).containsExactly(Usd.parse("1.25"), Usd.ZERO);
        assertThat(entries(call))
                .containsExactly(
                        "wallet -1250000000", "provider_payable 1000000000", "revenue 250000000");
        recall();
        assertThat(balance()).isEqualTo(balance("8.75", "0", "0"));
        held("8.75");
    }

    @Test
    void spendsTheRestAgainWithoutAsking() {
        NODE.settle(held("10"), Usd.parse("1"));

        Reservation call = held("8.75");

        assertThat(NODE.reserve(caller, new Usd(1)))
                .isEqualTo(new Refusal.CreditTooLow(new Usd(1), Usd.ZERO));
        NODE.settle(call, Usd.parse("7"));
        assertThat(balance()).isEqualTo(balance("0", "0", "0"));
    }

    @Test
    void settlesACallOnceHoweverOftenItIsTold() {
        Reservation call = held("3");

        atOnce(20, () -> NODE.settle(call, Usd.parse("1")));
        NODE.release(call);
        NODE.settle(call, Usd.parse("2"));

        recall();
        assertThat(balance()).isEqualTo(balance("8.75", "0", "0"));
        assertThat(World.spending(caller.key())).containsExactly(Usd.parse("1.25"), Usd.ZERO);
        assertThat(entries(call)).hasSize(3);
        held("8.75");
        assertThat(NODE.reserve(caller, new Usd(1))).isInstanceOf(Refusal.CreditTooLow.class);
    }

    @Test
    void chargesEachOfManyCallsThatEndAtOnce() {
        Caller limited = World.key(caller.account(), Usd.parse("5"));
        List<Reservation> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(NODE.hold(i % 2 == 0 ? caller : limited, Usd.parse("0.2")));
        }

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            calls.forEach(call -> threads.execute(() -> NODE.settle(call, Usd.parse("0.1"))));
        }

        recall();
        assertThat(balance()).isEqualTo(balance("5", "0", "0"));
        assertThat(World.spending(caller.key())).containsExactly(Usd.parse("2.5"), Usd.ZERO);
        assertThat(World.spending(limited.key())).containsExactly(Usd.parse("2.5"), Usd.ZERO);
        assertThat(calls).allSatisfy(call -> assertThat(entries(call)).hasSize(3));
    }

    @Test
    void chargesNothingForACallThatFailed() {
        Reservation call = held("3");

        NODE.release(call);

        recall();
        assertThat(balance()).isEqualTo(balance("10", "0", "0"));
        assertThat(entries(call)).isEmpty();
    }

    @Test
    void booksNothingForAFreeCall() {
        Reservation call = held("0");

        NODE.settle(call, Usd.ZERO);

        assertThat(balance()).isEqualTo(balance("10", "0", "0"));
        assertThat(entries(call)).isEmpty();
    }

    @Test
    void takesAnOverageFromWhatIsAvailable() {
        Reservation call = held("3");

        NODE.settle(call, Usd.parse("4"));

        assertThat(balance()).isEqualTo(balance("5", "0", "0"));
    }

    @Test
    void takesAnOverageBeyondTheKeysLimitFromTheWallet() {
        Caller limited = World.key(caller.account(), Usd.parse("3"));
        Reservation call = NODE.hold(limited, Usd.parse("3"));

        NODE.settle(call, Usd.parse("4"));

        assertThat(balance()).isEqualTo(balance("5", "0", "0"));
        assertThat(World.spending(limited.key())).containsExactly(Usd.parse("5"), Usd.ZERO);
        assertThat(NODE.reserve(limited, new Usd(1)))
                .isEqualTo(
                        new Refusal.LimitReached(
                                limited.limits().getFirst(), new Usd(1), Usd.parse("-2"), null));
    }

    @Test
    void owesWhatNeitherHoldNorWalletCovers() {
        held("6");
        Reservation call = held("3");

        NODE.settle(call, Usd.parse("4"));

        assertThat(balance()).isEqualTo(balance("6", "6", "1"));
        assertThat(entries(call))
                .containsExactly(
                        "wallet -5000000000",
                        "provider_payable 4000000000",
                        "revenue 1000000000",
                        "wallet 1000000000",
                        "receivable -1000000000");
        assertThat(World.spending(caller.key())).containsExactly(Usd.parse("5"), Usd.ZERO);
        assertThat(NODE.reserve(caller, Usd.ZERO))
                .isEqualTo(new Refusal.ReceivableDue(Usd.parse("1")));
    }

    private Reservation held(String amount) {
        return NODE.hold(caller, Usd.parse(amount));
    }

    /** Another server asks for what is not in use, and gets it. */
    private void recall() {
        World.execute(
                "update lease set recalled = true where account_id = '%s'"
                        .formatted(caller.account()));
        NODE.leases.giveBack();
    }

    private static void atOnce(int times, Runnable step) {
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < times; i++) {
                all.add(threads.submit(step));
            }
        }
        all.forEach(Future::resultNow);
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
                from journal_entry left join journal_transaction using (transaction_id)
                where generation_id = '%1$s' or reference = 'call-%1$s'
                order by transaction_id is not null, line
                """
                        .formatted(call.id().value()));
    }
}
