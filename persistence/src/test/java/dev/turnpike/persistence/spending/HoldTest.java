package dev.turnpike.persistence.spending;

import static dev.turnpike.persistence.spending.Calls.LIFETIME;
import static dev.turnpike.persistence.spending.Calls.NODE;
import static dev.turnpike.persistence.spending.Calls.call;
import static dev.turnpike.persistence.spending.Calls.delivered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Admission;
import dev.turnpike.billing.spending.Refusal;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.spending.Reservations;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.DatabaseFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class HoldTest {

    private static final Usd TEN_CENTS = Usd.parse("0.10");
    private static final Usd FIVE_DOLLARS = Usd.parse("5");
    private static final int CALLS = 1_000;

    /** Three pools stand for three server processes. */
    private static final int NODES = 3;

    private static List<Pool> pools = List.of();
    private static List<Reservations> nodes = List.of();

    @BeforeAll
    static void connect() {
        pools = IntStream.range(0, NODES).mapToObj(_ -> TestDatabase.shared().appPool(10)).toList();
        nodes = pools.stream().map(pool -> Calls.reservations(pool.dataSource())).toList();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        for (Pool pool : pools) {
            pool.close();
        }
    }

    @RepeatedTest(10)
    void admitsExactlyWhatTheWalletCoversHoweverManyAskAtOnce() {
        Caller caller = World.tenant(FIVE_DOLLARS);

        List<Admission> answers = holdAtOnce(caller, caller);

        assertThat(answers).filteredOn(Reservation.class::isInstance).hasSize(50);
        assertThat(answers).filteredOn(Refusal.CreditTooLow.class::isInstance).hasSize(950);
        assertThat(World.balance(caller.account()))
                .isEqualTo(new Balance(FIVE_DOLLARS, FIVE_DOLLARS, Usd.ZERO));
    }

    @RepeatedTest(3)
    void admitsExactlyWhatTheKeyCoversHoweverManyAskAtOnce() {
        Caller rich = World.tenant(Usd.parse("1000"));
        Caller limited = World.key(rich.account(), FIVE_DOLLARS);

        List<Admission> answers = holdAtOnce(limited, limited);

        assertThat(answers).filteredOn(Reservation.class::isInstance).hasSize(50);
        assertThat(answers).filteredOn(Refusal.KeyLimitReached.class::isInstance).hasSize(950);
        assertThat(World.spending(limited.key())).containsExactly(Usd.ZERO, FIVE_DOLLARS);
    }

    @RepeatedTest(3)
    void keepsWalletAndKeysInStepWhenBothRunOutAtOnce() {
        Caller free = World.tenant(FIVE_DOLLARS);
        Caller limited = World.key(free.account(), Usd.parse("2"));

        List<Admission> answers = holdAtOnce(free, limited);

        long admitted = answers.stream().filter(Reservation.class::isInstance).count();
        Usd byFree = World.spending(free.key()).get(1);
        Usd byLimited = World.spending(limited.key()).get(1);
        assertThat(admitted).isEqualTo(50);
        assertThat(byFree.plus(byLimited)).isEqualTo(FIVE_DOLLARS);
        assertThat(byLimited).isLessThanOrEqualTo(Usd.parse("2"));
    }

    @Test
    void refusesWithWhatIsLeftInTheWallet() {
        Caller caller = World.tenant(Usd.parse("1"));
        hold(call(caller, Usd.parse("0.75")));

        Admission answer = hold(call(caller, Usd.parse("0.26")));

        assertThat(answer)
                .isEqualTo(new Refusal.CreditTooLow(Usd.parse("0.26"), Usd.parse("0.25")));
        assertThat(World.balance(caller.account()).held()).isEqualTo(Usd.parse("0.75"));
        assertThat(World.spending(caller.key())).containsExactly(Usd.ZERO, Usd.parse("0.75"));
    }

    @Test
    void refusesWithWhatIsLeftOfTheKeysLimit() {
        Caller rich = World.tenant(Usd.parse("10"));
        Caller limited = World.key(rich.account(), Usd.parse("1"));
        hold(call(limited, Usd.parse("0.75")));

        Admission answer = hold(call(limited, Usd.parse("0.26")));

        assertThat(answer)
                .isEqualTo(
                        new Refusal.KeyLimitReached(
                                Usd.parse("0.26"), Usd.parse("1"), Usd.parse("0.25")));
        assertThat(World.balance(rich.account()).held()).isEqualTo(Usd.parse("0.75"));
    }

    @Test
    void refusesWhileAnEarlierOverageIsUnpaid() {
        Caller caller = World.tenant(Usd.parse("1"));
        Reservation call = call(caller, Usd.parse("1"));
        hold(call);
        nodes.get(0).settle(delivered(call, Usd.parse("1.50")));

        assertThat(hold(call(caller, Usd.ZERO)))
                .isEqualTo(new Refusal.ReceivableDue(Usd.parse("0.50")));

        World.topUp(caller.account(), Usd.parse("2"));

        assertThat(hold(call(caller, Usd.parse("1.50")))).isInstanceOf(Reservation.class);
    }

    @Test
    void admitsAFreeCallWithoutCredit() {
        Caller caller = World.tenant(Usd.ZERO);

        assertThat(hold(call(caller, Usd.ZERO))).isInstanceOf(Reservation.class);
    }

    @Test
    void failsForAKeyOfAnotherAccount() {
        Caller ada = World.tenant(FIVE_DOLLARS);
        Caller bob = World.tenant(FIVE_DOLLARS);
        Caller mixed = new Caller(new AccountId(ada.account().value()), bob.key(), "", null);

        assertThatThrownBy(() -> hold(call(mixed, TEN_CENTS))).isInstanceOf(DatabaseFailed.class);
        assertThat(World.balance(ada.account()).held()).isEqualTo(Usd.ZERO);
    }

    private static Admission hold(Reservation call) {
        return nodes.get(0).hold(call, NODE, LIFETIME);
    }

    /** A thousand holds of ten cents, every other one by the other caller. */
    private static List<Admission> holdAtOnce(Caller one, Caller other) {
        List<Future<Admission>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLS; i++) {
                Reservations node = nodes.get(i % NODES);
                Reservation call = call(i % 2 == 0 ? one : other, TEN_CENTS);
                answers.add(threads.submit(() -> node.hold(call, NODE, LIFETIME)));
            }
        }
        return answers.stream().map(Future::resultNow).toList();
    }
}
