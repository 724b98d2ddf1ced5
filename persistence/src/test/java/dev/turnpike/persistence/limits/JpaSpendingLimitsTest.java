package dev.turnpike.persistence.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.limits.LimitId;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.LimitStanding;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.limits.SpendingLimits;
import dev.turnpike.billing.limits.SpendingLimits.Order;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.spending.SpendingNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JpaSpendingLimitsTest {

    private static final SpendingLimits LIMITS =
            TestDatabase.shared().keeper(SpendingLimits.class, JpaSpendingLimits::new);

    private final Caller laptop = World.tenant(Usd.parse("5"));
    private final AccountId acme = laptop.account();
    private final Caller bob = World.tenant(Usd.ZERO);

    @Test
    void listsLimitsWithWhatIsSpentAndWhenTheyReset() throws SQLException {
        set(LimitScope.KEY, laptop.key().value(), LimitPeriod.TOTAL, "2");
        set(LimitScope.ACCOUNT, acme.value(), LimitPeriod.MONTH, "4");
        Instant now = Instant.now();
        spend(now, "0.25");

        List<LimitStanding> listed = LIMITS.list(acme, now);

        assertThat(listed)
                .extracting(
                        it ->
                                it.limit().scope()
                                        + it.limit().scopeName()
                                        + " "
                                        + it.left().toDisplayString())
                .containsExactly("ACCOUNT $3.75", "KEYlaptop $1.75");
        assertThat(listed.get(0).resetsAt())
                .isEqualTo(LimitPeriod.MONTH.endOf(LimitPeriod.MONTH.startOf(now)));
        assertThat(listed.get(1).resetsAt()).isNull();
        assertThat(LIMITS.list(bob.account(), now)).isEmpty();
    }

    @Test
    void givesALimitThatIsThereAnotherAmount() {
        set(LimitScope.MEMBER, acme.value(), LimitPeriod.DAY, "2");
        set(LimitScope.MEMBER, acme.value(), LimitPeriod.DAY, "3");

        assertThat(LIMITS.list(acme, Instant.now()))
                .singleElement()
                .satisfies(it -> assertThat(it.limit().amount()).isEqualTo(Usd.parse("3")));
    }

    @Test
    void removesALimitOfItsOwnAccountOnly() {
        set(LimitScope.WORKSPACE, acme.value(), LimitPeriod.DAY, "2");
        LimitId id = LIMITS.list(acme, Instant.now()).getFirst().limit().id();

        assertThat(LIMITS.remove(bob.account(), id)).isFalse();
        assertThat(LIMITS.remove(acme, id)).isTrue();
        assertThat(LIMITS.remove(acme, id)).isFalse();

        assertThat(LIMITS.list(acme, Instant.now())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(LimitScope.class)
    void refusesToBoundWhatIsOfAnotherAccountOrNotThere(LimitScope scope) {
        UUID ofAcme = scope == LimitScope.KEY ? laptop.key().value() : acme.value();
        var day = LimitPeriod.DAY;

        assertThat(LIMITS.set(bob.account(), new Order(scope, ofAcme, day, new Usd(1)))).isFalse();
        assertThat(LIMITS.set(acme, new Order(scope, UUID.randomUUID(), day, new Usd(1))))
                .isFalse();
        assertThat(LIMITS.set(acme, new Order(scope, ofAcme, day, new Usd(1)))).isTrue();
    }

    private void set(LimitScope scope, UUID id, LimitPeriod period, String dollars) {
        assertThat(LIMITS.set(acme, new Order(scope, id, period, Usd.parse(dollars)))).isTrue();
    }

    private void spend(Instant now, String dollars) throws SQLException {
        List<SpendingLimit> limits =
                LIMITS.list(acme, now).stream().map(LimitStanding::limit).toList();
        Caller limited = new Caller(acme, laptop.key(), laptop.label(), null, limits);
        try (Pool pool = TestDatabase.shared().appPool(1)) {
            var node = new SpendingNode(pool.dataSource());
            node.settle(node.hold(limited, Usd.parse(dollars)), Usd.parse(dollars));
        }
    }
}
