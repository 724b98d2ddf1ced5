package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Admission;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Usd TEN_CENTS = Usd.parse("0.10");
    private static final Usd FIVE_DOLLARS = Usd.parse("5");
    private static final int CALLS = 1_000;

    /** Three pools stand for three server processes. */
    private static final List<Pool> POOLS =
            IntStream.range(0, 3).mapToObj(_ -> TestDatabase.shared().appPool(4)).toList();

    private static final List<SpendingNode> NODES =
            POOLS.stream().map(pool -> new SpendingNode(pool.dataSource())).toList();
    private static final SpendingNode NODE = NODES.get(0);

    @AfterAll
    static void disconnect() throws SQLException {
        for (Pool pool : POOLS) {
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
        assertThat(answers).filteredOn(Refusal.LimitReached.class::isInstance).hasSize(950);
        assertThat(World.spending(limited.key())).containsExactly(Usd.ZERO, FIVE_DOLLARS);
    }

    @RepeatedTest(3)
    void keepsWalletAndKeyInStepWhenBothRunOutAtOnce() {
        Caller free = World.tenant(FIVE_DOLLARS);
        Caller limited = World.key(free.account(), Usd.parse("2"));

        List<Admission> answers = holdAtOnce(free, limited);

        List<Caller> admitted =
                answers.stream()
                        .filter(Reservation.class::isInstance)
                        .map(call -> ((Reservation) call).caller())
                        .toList();
        assertThat(admitted).hasSize(50);
        assertThat(admitted).filteredOn(limited::equals).hasSizeLessThanOrEqualTo(20);
        assertThat(World.balance(free.account()).available()).isEqualTo(Usd.ZERO);
    }

    @Test
    void refusesWithWhatIsLeftInTheWallet() {
        Caller caller = World.tenant(Usd.parse("1"));
        NODE.hold(caller, Usd.parse("0.75"));

        Admission answer = NODE.reserve(caller, Usd.parse("0.26"));

        assertThat(answer)
                .isEqualTo(new Refusal.CreditTooLow(Usd.parse("0.26"), Usd.parse("0.25")));
        assertThat(World.balance(caller.account()).held()).isEqualTo(Usd.parse("0.75"));
    }

    @Test
    void refusesWithWhatIsLeftOfTheKeysLimit() {
        Caller rich = World.tenant(Usd.parse("10"));
        Caller limited = World.key(rich.account(), Usd.parse("1"));
        NODE.hold(limited, Usd.parse("0.75"));

        Admission answer = NODE.reserve(limited, Usd.parse("0.26"));

        assertThat(answer)
                .isEqualTo(
                        new Refusal.LimitReached(
                                limited.limits().getFirst(),
                                Usd.parse("0.26"),
                                Usd.parse("0.25"),
                                null));
        // What was fetched for it beside the limit is at hand for others, and comes back.
        World.execute(
                "update lease set recalled = true where account_id = '%s'"
                        .formatted(rich.account()));
        NODE.leases.giveBack();
        assertThat(World.balance(rich.account()).held()).isEqualTo(Usd.parse("0.75"));
    }

    @Test
    void refusesWhileAnEarlierOverageIsUnpaid() {
        Caller caller = World.tenant(Usd.parse("1"));
        NODE.settle(NODE.hold(caller, Usd.parse("1")), Usd.parse("1.50"));

        assertThat(NODE.reserve(caller, Usd.ZERO))
                .isEqualTo(new Refusal.ReceivableDue(Usd.parse("0.50")));
        assertThat(NODES.get(1).reserve(caller, Usd.ZERO))
                .isEqualTo(new Refusal.ReceivableDue(Usd.parse("0.50")));

        World.topUp(caller.account(), Usd.parse("2"));

        NODE.hold(caller, Usd.parse("1.50"));
    }

    @Test
    void admitsAFreeCallWithoutCredit() {
        Caller caller = World.tenant(Usd.ZERO);

        NODE.hold(caller, Usd.ZERO);
    }

    @Test
    void failsForAnUnknownBudgetWithoutHarmToOthersWhoAskAtOnce() {
        Caller ada = World.tenant(FIVE_DOLLARS);
        Caller bob = World.key(World.tenant(FIVE_DOLLARS).account(), FIVE_DOLLARS);
        Caller nobody = new Caller(AccountId.next(), ada.key(), "", null, List.of());

        List<Future<Admission>> good = new ArrayList<>();
        List<Future<Admission>> bad = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 25; i++) {
                good.add(threads.submit(() -> NODE.reserve(ada, TEN_CENTS)));
                good.add(threads.submit(() -> NODE.reserve(bob, TEN_CENTS)));
                bad.add(threads.submit(() -> NODE.reserve(nobody, TEN_CENTS)));
            }
        }

        assertThat(good)
                .allSatisfy(it -> assertThat(it.resultNow()).isInstanceOf(Reservation.class));
        assertThat(bad)
                .allSatisfy(
                        it -> assertThat(it.exceptionNow()).hasMessageContaining("There is no"));
        assertThatThrownBy(() -> NODE.reserve(nobody, Usd.ZERO)).hasMessageContaining("Wallet");
    }

    /** A thousand holds of ten cents, every other one by the other caller. */
    private static List<Admission> holdAtOnce(Caller one, Caller other) {
        List<Future<Admission>> answers = new ArrayList<>();
        try (var _ = new GivingBack(NODES);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLS; i++) {
                SpendingNode node = NODES.get(i % NODES.size());
                Caller caller = i % 2 == 0 ? one : other;
                answers.add(threads.submit(() -> node.reserve(caller, TEN_CENTS)));
            }
        }
        return answers.stream().map(Future::resultNow).toList();
    }
}
