package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.FastDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Everything at once on few wallets: steps of every kind must neither block nor bend the books. */
class MixedLoadTest {

    private static final int WALLETS = 4;
    private static final int KEYS_PER_WALLET = 3;
    private static final int NODES = 3;
    private static final int WORKERS = 24;
    private static final int STEPS_PER_WORKER = 80;

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private static final String EXPIRE_PROMOTIONS =
            "select expire_promotions('00000000-0000-0000-0000-000000000000', 20)";

    private static final String DEADLOCKS =
            "select deadlocks from pg_stat_database where datname = current_database()";

    private final AtomicInteger settled = new AtomicInteger();

    @Test
    void neverDeadlocksAndKeepsTheBooks() throws Exception {
        List<Caller> callers = callers();
        long before = World.numbers(DEADLOCKS).get(0);

        try (Pool pool = TestDatabase.shared().appPool(12)) {
            List<SpendingNode> nodes = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                nodes.add(new SpendingNode(pool.dataSource()));
            }
            run(nodes, callers, new JdbcSettlementPosting(new FastDatabase(pool.dataSource())));
            nodes.forEach(SpendingNode::fallSilent);
            nodes.get(0).leases.expire();
        }

        World.execute("select pg_stat_force_next_flush()");
        assertThat(World.numbers(DEADLOCKS).get(0)).isEqualTo(before);
        assertThat(World.discrepancies()).isEmpty();
        assertThat(settled).hasValueGreaterThan(WORKERS * STEPS_PER_WORKER / 4);
        for (Caller caller : callers) {
            assertThat(World.balance(caller.account()).held()).isEqualTo(Usd.ZERO);
            for (SpendingLimit limit : caller.limits()) {
                assertThat(World.spending(limit).get(1)).isEqualTo(Usd.ZERO);
            }
        }
    }

    private void run(List<SpendingNode> nodes, List<Caller> callers, JdbcSettlementPosting posting)
            throws Exception {
        List<Future<?>> workers = new ArrayList<>();
        try (var _ = new GivingBack(nodes);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WORKERS; i++) {
                SpendingNode node = nodes.get(i % NODES);
                var random = new Random(i);
                workers.add(threads.submit(() -> work(node, callers, posting, random)));
            }
        }
        for (Future<?> worker : workers) {
            worker.get();
        }
    }

    private void work(
            SpendingNode node, List<Caller> callers, JdbcSettlementPosting posting, Random random) {
        for (int step = 0; step < STEPS_PER_WORKER; step++) {
            Caller caller = callers.get(random.nextInt(callers.size()));
            if (!(node.reserve(caller, new Usd(random.nextInt(100))) instanceof Reservation call)) {
                World.topUp(caller.account(), new Usd(1_000));
                continue;
            }
            switch (random.nextInt(16)) {
                case 0 -> node.leases.expire();
                case 1 -> {
                    node.fallSilent();
                    node.leases.renew();
                }
                case 2 -> node.leases.renew();
                case 3, 4 -> node.release(call);
                case 5 -> {
                    World.promote(caller.account(), new Usd(100), LONG_AGO);
                    node.release(call);
                }
                case 6 -> {
                    World.execute(EXPIRE_PROMOTIONS);
                    node.release(call);
                }
                case 7 -> {
                    posting.post(random.nextInt(posting.parts()));
                    node.release(call);
                }
                default -> {
                    node.settle(call, new Usd(random.nextInt(150)));
                    settled.incrementAndGet();
                }
            }
        }
    }

    /** One of which runs out on the way. */
    private static Caller withEveryLimit(Caller caller) {
        UUID all = caller.account().value();
        Caller bound =
                World.limited(caller, LimitScope.MEMBER, all, LimitPeriod.DAY, new Usd(100_000));
        bound = World.limited(bound, LimitScope.WORKSPACE, all, LimitPeriod.WEEK, new Usd(100_000));
        return World.limited(bound, LimitScope.ACCOUNT, all, LimitPeriod.MONTH, new Usd(15_000));
    }

    private static List<Caller> callers() {
        List<Caller> callers = new ArrayList<>();
        for (int wallet = 0; wallet < WALLETS; wallet++) {
            Caller first = World.tenant(new Usd(2_000));
            callers.add(first);
            for (int key = 1; key < KEYS_PER_WALLET; key++) {
                callers.add(withEveryLimit(World.key(first.account(), new Usd(100_000))));
            }
        }
        return callers;
    }
}
