package dev.turnpike.persistence.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.MemberId;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.keys.KeyDigest;
import dev.turnpike.billing.keys.KeySpend;
import dev.turnpike.billing.keys.KnownKey;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.plans.PlanId;
import dev.turnpike.billing.plans.Standing;
import dev.turnpike.billing.workspaces.WorkspaceId;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.FastDatabase;
import dev.turnpike.persistence.spending.SpendingNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class JpaApiKeysTest {

    private static final Pool POOL = TestDatabase.shared().appPool(2);
    private static final KeyLookup LOOKUP = new KeyLookup(new FastDatabase(POOL.dataSource()));
    private static final ApiKeys KEYS =
            TestDatabase.shared().keeper(ApiKeys.class, tenants -> new JpaApiKeys(tenants, LOOKUP));
    private static final Instant LATER = World.NOW.plusSeconds(60);

    private final AccountId acme = World.tenant(Usd.parse("5")).account();
    private final Caller bob = World.tenant(Usd.ZERO);

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void findsAKeyByItsDigest() {
        ApiKey laptop = added(key(LATER));

        assertThat(LOOKUP.find(digest(laptop)))
                .contains(new KnownKey(laptop, List.of(), Standing.NEW));
        assertThat(LOOKUP.find(new KeyDigest("nobody's"))).isEmpty();
    }

    @Test
    void findsAKeyWithEveryLimitThatBoundsItTheNarrowestFirst() {
        ApiKey laptop = added(key(null));
        var plain = new Caller(acme, laptop.id(), laptop.label(), null, List.of());
        UUID all = acme.value();
        Caller limited =
                World.limited(plain, LimitScope.ACCOUNT, all, LimitPeriod.MONTH, Usd.parse("9"));
        World.limited(bob, LimitScope.ACCOUNT, bob.account().value(), LimitPeriod.DAY, new Usd(1));
        World.limited(World.key(acme, null), LimitScope.MEMBER, all, LimitPeriod.DAY, new Usd(5));
        World.limited(plain, LimitScope.WORKSPACE, all, LimitPeriod.WEEK, new Usd(7));
        World.limited(plain, LimitScope.KEY, laptop.id().value(), LimitPeriod.DAY, new Usd(3));

        List<SpendingLimit> limits = LOOKUP.find(digest(laptop)).orElseThrow().limits();

        assertThat(limits)
                .extracting(limit -> limit.scope() + " " + limit.scopeName() + " " + limit.period())
                .containsExactly(
                        "KEY laptop DAY",
                        "MEMBER Ada DAY",
                        "WORKSPACE Default WEEK",
                        "ACCOUNT  MONTH");
        assertThat(limits.getLast()).isEqualTo(limited.limits().getFirst());
    }

    @Test
    void findsAKeyWithWhatDecidesOnItsMarkup() {
        ApiKey laptop = added(key(null));
        World.execute(
                """
                insert into plan values ('%1$s', '%1$s', now(), 'ada');
                insert into account_plan values ('%1$s', '%1$s', now(), 'ada');
                insert into account_spend values ('%1$s', 7)
                """
                        .formatted(acme));

        Standing standing = LOOKUP.find(digest(laptop)).orElseThrow().standing();
        World.execute("delete from account_spend where account_id = '%s'".formatted(acme));

        assertThat(standing).isEqualTo(new Standing(new PlanId(acme.value()), new Usd(7)));
    }

    @Test
    void showsAKeyToItsAccountAlone() {
        ApiKey laptop = added(key(null));

        assertThat(KEYS.find(acme, laptop.id())).contains(laptop);
        assertThat(KEYS.find(bob.account(), laptop.id())).isEmpty();
    }

    @Test
    void listsLivingKeysFirst() {
        ApiKey laptop = added(key(null));
        added(key(null));

        assertThat(KEYS.revoke(acme, laptop.id(), LATER)).isTrue();

        assertThat(KEYS.list(acme)).hasSize(3).last().isEqualTo(revoked(laptop));
    }

    @Test
    void endsAKeyOnceAndOnlyForItsAccount() {
        ApiKey laptop = added(key(null));

        assertThat(KEYS.revoke(bob.account(), laptop.id(), LATER)).isFalse();
        assertThat(KEYS.revoke(acme, laptop.id(), LATER)).isTrue();
        assertThat(KEYS.revoke(acme, laptop.id(), LATER)).isFalse();

        assertThat(LOOKUP.find(digest(laptop)))
                .contains(new KnownKey(revoked(laptop), List.of(), Standing.NEW));
    }

    @Test
    void leavesAnExpiredKeyAsItIs() {
        ApiKey laptop = added(key(World.NOW));

        assertThat(KEYS.revoke(acme, laptop.id(), LATER)).isFalse();
    }

    @Test
    void showsWhatCallsSpend() {
        ApiKey laptop = added(key(null));
        var node = new SpendingNode(POOL.dataSource());
        var caller = new Caller(acme, laptop.id(), laptop.label(), null, List.of());
        node.settle(node.hold(caller, Usd.parse("0.25")), Usd.parse("0.25"));

        ApiKey found = KEYS.find(acme, laptop.id()).orElseThrow();

        assertThat(found.spent()).isEqualTo(Usd.parse("0.25"));
        assertThat(found.lastUsedAt()).isNotNull();
    }

    @Test
    void tellsWhatAKeySpentInThisDayWeekAndMonth() {
        ApiKey laptop = added(key(null));
        var node = new SpendingNode(POOL.dataSource());
        var caller = new Caller(acme, laptop.id(), laptop.label(), null, List.of());
        Usd spent = Usd.parse("0.25");
        Instant now = Instant.now();
        node.settle(node.hold(caller, spent), spent);

        assertThat(KEYS.findSpend(acme, laptop.id(), now))
                .contains(new KeySpend(spent, spent, spent));
        assertThat(KEYS.findSpend(acme, laptop.id(), now.plus(Duration.ofDays(32))))
                .contains(new KeySpend(Usd.ZERO, Usd.ZERO, Usd.ZERO));
        assertThat(KEYS.findSpend(bob.account(), laptop.id(), now)).isEmpty();
    }

    private ApiKey key(@Nullable Instant expiresAt) {
        return new ApiKey(
                ApiKeyId.next(),
                acme,
                new MemberId(acme.value()),
                new WorkspaceId(acme.value()),
                "laptop",
                "sk-tp-v1-ab12...9f3Q",
                Usd.ZERO,
                World.NOW,
                null,
                expiresAt,
                null);
    }

    private static ApiKey added(ApiKey key) {
        KEYS.add(key, digest(key));
        return key;
    }

    private static ApiKey revoked(ApiKey key) {
        return new ApiKey(
                key.id(),
                key.account(),
                key.member(),
                key.workspace(),
                key.name(),
                key.label(),
                key.spent(),
                key.createdAt(),
                key.lastUsedAt(),
                key.expiresAt(),
                LATER);
    }

    private static KeyDigest digest(ApiKey key) {
        UUID id = key.id().value();
        return new KeyDigest("digest-" + id);
    }
}
