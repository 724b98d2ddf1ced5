package dev.turnpike.persistence.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.credits.PaymentProvider.Line;
import dev.turnpike.persistence.spending.SpendingNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to a payment in whatever order, with answers lost, events late and servers
 * dying: in the end the journal holds what the payment provider holds, and every cent is somewhere.
 */
class RefundLawsTest {

    private static final int PAYMENTS = 8;
    private static final int STEPS = 25;
    private static final List<Line> LINES = List.of(Line.values());
    private static final Pool POOL = TestDatabase.shared().appPool(2);

    /** Replayed by {@code -Dturnpike.seed=…}; without it each run tries new ones. */
    private static final long SEED = Long.getLong("turnpike.seed", System.nanoTime());

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void comeToThePaymentProvidersBalance() {
        for (int i = 0; i < PAYMENTS; i++) {
            new Fate(SEED + i).happen();
        }
        assertThat(World.discrepancies()).isEmpty();
    }

    /** What happens to one payment. */
    private static final class Fate {

        private final long seed;
        private final Random random;
        private final RefundWorld world;
        private final SpendingNode node = new SpendingNode(POOL.dataSource());
        private Usd spent = Usd.ZERO;
        private Usd added = Usd.ZERO;

        Fate(long seed) {
            this.seed = seed;
            random = new Random(seed);
            world = new RefundWorld(cents(10_000).toPlainString(), cents(2_500).toPlainString());
        }

        void happen() {
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            world.provider.line = Line.GOOD;
            world.follow();
            world.retryAfter(Duration.ofHours(2));
            world.follow();
            check();
        }

        private void step() {
            world.provider.line = LINES.get(random.nextInt(LINES.size()));
            switch (random.nextInt(10)) {
                case 0, 1 -> world.desk.create(world.order(part()));
                case 2 -> world.asking.take(world.order(part()));
                case 3, 4 -> world.follow();
                case 5 -> world.retryAfter(Duration.ofMinutes(1 + random.nextInt(60)));
                case 6 -> spend();
                case 7 -> {
                    added = added.plus(Usd.parse("1"));
                    World.topUp(world.acme, Usd.parse("1"));
                }
                case 8 -> refundElsewhere();
                default -> {
                    if (!world.provider.payment().returns().isEmpty()) {
                        world.provider.failLast();
                    }
                }
            }
        }

        private void refundElsewhere() {
            Usd some = cents(500).min(world.provider.balance());
            if (some.isPositive()) {
                world.provider.refund(some);
            }
        }

        private void spend() {
            if (node.reserve(world.caller, Usd.parse("1")) instanceof Reservation held) {
                Usd cost = new Usd(random.nextLong(1_000_000_000));
                node.settle(held, cost);
                spent = spent.plus(cost);
            }
            node.leases.giveBack();
        }

        private String part() {
            return cents(3_000).toPlainString();
        }

        private Usd cents(int most) {
            return Usd.ofCents(1 + random.nextInt(most));
        }

        private void check() {
            Usd held = world.provider.balance();
            assertThat(world.refunds())
                    .as("-Dturnpike.seed=%d", seed)
                    .noneMatch(refund -> refund.status() == Refund.Status.ASKED);
            assertThat(world.clearing()).as("-Dturnpike.seed=%d", seed).isEqualTo(held.plus(added));
            assertThat(world.worth().plus(world.taxPayable()).plus(spent))
                    .as("-Dturnpike.seed=%d", seed)
                    .isEqualTo(held.plus(added));
            if (held.isZero()) {
                assertThat(world.taxPayable()).as("-Dturnpike.seed=%d", seed).isEqualTo(Usd.ZERO);
            }
        }
    }
}
