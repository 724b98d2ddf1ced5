package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Refusal;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Several servers spend from one wallet; they answer each other's recalls, or die. */
class NodesTest {

    private static final Pool POOL = TestDatabase.shared().appPool(6);
    private static final Usd DOLLAR = Usd.parse("1");

    private final SpendingNode one = new SpendingNode(POOL.dataSource());
    private final SpendingNode other = new SpendingNode(POOL.dataSource());
    private final Caller caller = World.tenant(Usd.parse("10"));

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void lendsABusyNodeAStock() {
        keepBusy(one);

        assertThat(leaseOf(one.id())).isGreaterThan(Usd.ZERO);
        assertThat(World.balance(caller.account()).held()).isEqualTo(leaseOf(one.id()));
    }

    @Test
    void getsWhatAnIdleNodeHoldsByRecall() {
        keepBusy(one);

        try (var _ = new GivingBack(List.of(one))) {
            other.hold(caller, World.balance(caller.account()).posted());
        }

        assertThat(leaseOf(one.id())).isEqualTo(Usd.ZERO);
        assertThat(World.balance(caller.account()).available()).isEqualTo(Usd.ZERO);
    }

    @Test
    void getsWhatAPartlyIdleNodeDoesNotUse() {
        keepBusy(one);
        one.hold(caller, DOLLAR);
        Usd rest = World.balance(caller.account()).posted().minus(DOLLAR);

        try (var _ = new GivingBack(List.of(one))) {
            Usd tooMuch = rest.plus(new Usd(1));
            assertThat(other.reserve(caller, tooMuch))
                    .isEqualTo(new Refusal.CreditTooLow(tooMuch, rest));
            other.hold(caller, rest);
        }

        assertThat(leaseOf(one.id())).isEqualTo(DOLLAR);
        assertThat(leaseOf(other.id())).isEqualTo(rest);
    }

    @Test
    void takesBackTheLeasesOfADeadNodeAndNoOthers() {
        Caller limited = World.key(caller.account(), Usd.parse("5"));
        one.hold(limited, Usd.parse("2"));
        other.hold(limited, Usd.parse("1.5"));
        one.fallSilent();

        assertThat(one.leases.expire()).isGreaterThanOrEqualTo(2);

        assertThat(leaseOf(one.id())).isEqualTo(Usd.ZERO);
        assertThat(leaseOf(other.id())).isEqualTo(Usd.parse("1.5"));
        assertThat(World.balance(caller.account()).held()).isEqualTo(Usd.parse("1.5"));
        assertThat(World.spending(limited.key())).containsExactly(Usd.ZERO, Usd.parse("1.5"));
    }

    @Test
    void keepsTheLeasesOfANodeThatRenews() {
        one.hold(caller, DOLLAR);
        World.execute(
                "update node set alive_until = now() + interval '1 minute' where node_id = '%s'"
                        .formatted(one.id()));

        one.leases.renew();
        one.leases.expire();

        assertThat(leaseOf(one.id())).isEqualTo(DOLLAR);
        assertThat(
                        World.texts(
                                "select alive_until > now() + interval '9 minutes' from node"
                                        + " where node_id = '%s'".formatted(one.id())))
                .containsExactly("t");
    }

    @Test
    void freezesWhatADeadNodeHeldUntilItExpires() {
        one.hold(caller, Usd.parse("9"));
        one.fallSilent();

        assertThat(other.reserve(caller, Usd.parse("2")))
                .isEqualTo(new Refusal.CreditTooLow(Usd.parse("2"), DOLLAR));

        other.leases.expire();

        other.hold(caller, Usd.parse("10"));
    }

    @Test
    void refusesAfterAWhileWhenANodeThatSeemsToLiveDoesNotAnswer() {
        one.hold(caller, Usd.parse("9"));

        assertThat(other.reserve(caller, Usd.parse("2")))
                .isEqualTo(new Refusal.CreditTooLow(Usd.parse("2"), DOLLAR));
    }

    @Test
    void goesOnAsANewNodeWhenItWasDeclaredDead() {
        Reservation before = one.hold(caller, Usd.parse("3"));
        UUID dead = one.id();
        one.fallSilent();

        one.leases.renew();
        Reservation after = one.hold(caller, Usd.parse("4"));

        assertThat(one.id()).isNotEqualTo(dead);
        assertThat(leaseOf(dead)).isEqualTo(Usd.parse("3"));
        one.settle(before, Usd.parse("2"));
        one.settle(after, Usd.parse("4"));
        one.leases.expire();
        assertThat(World.balance(caller.account())).isEqualTo(balance("4", "0", "0"));
    }

    @Test
    void chargesACallAfterItsLeaseHasExpired() {
        Reservation late = one.hold(caller, Usd.parse("3"));
        one.fallSilent();
        other.leases.expire();
        other.hold(caller, Usd.parse("5"));

        one.settle(late, Usd.parse("3"));

        assertThat(World.balance(caller.account())).isEqualTo(balance("7", "5", "0"));
        assertThat(World.spending(caller.key()).get(0)).isEqualTo(Usd.parse("3"));
    }

    @Test
    void owesWhatAnExpiredCallCostsBeyondWhatIsAvailable() {
        Caller limited = World.key(caller.account(), Usd.parse("20"));
        Reservation late = one.hold(limited, Usd.parse("3"));
        one.fallSilent();
        other.leases.expire();
        other.hold(caller, Usd.parse("9"));

        one.settle(late, Usd.parse("3"));
        one.settle(late, Usd.parse("3"));

        assertThat(World.balance(caller.account())).isEqualTo(balance("9", "9", "2"));
        assertThat(World.spending(limited.key())).containsExactly(Usd.parse("3"), Usd.ZERO);
        assertThat(World.discrepancies()).isEmpty();
    }

    /** Makes a node ask so often that it is lent more than it needs. */
    private void keepBusy(SpendingNode node) {
        for (int i = 0; i < 6; i++) {
            node.settle(node.hold(caller, new Usd(1_000 << i)), new Usd(1));
        }
    }

    private Usd leaseOf(UUID node) {
        return new Usd(
                World.numbers(
                                """
                                select coalesce(sum(amount_nanos), 0) from lease
                                where budget_id = '%s' and node_id = '%s'
                                """
                                        .formatted(caller.account(), node))
                        .get(0));
    }

    private static Balance balance(String posted, String held, String receivable) {
        return new Balance(Usd.parse(posted), Usd.parse(held), Usd.parse(receivable));
    }
}
