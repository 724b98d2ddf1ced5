package dev.turnpike.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.Lot;
import dev.turnpike.billing.ledger.PromotionExpiry;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.FastDatabase;
import dev.turnpike.persistence.spending.SpendingNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Credit comes in lots, is spent in their order, and expires when it was given away. */
class LotsTest {

    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final Ledger LEDGER = DATABASE.keeper(Ledger.class, JpaLedger::new);
    private static final PromotionExpiry EXPIRY =
            new JdbcPromotionExpiry(new FastDatabase(DATABASE.app()));
    private static final Pool POOL = DATABASE.appPool(2);

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant SOON = Instant.parse("2090-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2091-01-01T00:00:00Z");

    private final SpendingNode node = new SpendingNode(POOL.dataSource());
    private final Caller caller = World.tenant(Usd.ZERO);
    private final AccountId acme = caller.account();

    @AfterEach
    void keepsTheBooks() {
        assertThat(World.discrepancies()).isEmpty();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void spendsWhatExpiresSoonestThenWhatWasGivenThenWhatWasPaid() {
        World.topUp(acme, new Usd(10));
        grant(10, null);
        grant(10, LATER);
        grant(10, SOON);
        assertThat(left()).containsExactly(10L, 10L, 10L, 10L);

        spend(25);

        assertThat(LEDGER.listLots(acme))
                .extracting(Lot::kind, lot -> lot.left().nanos(), Lot::expiresAt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Lot.Kind.PROMOTIONAL, 5L, null),
                        org.assertj.core.groups.Tuple.tuple(Lot.Kind.PAID, 10L, null));
    }

    @Test
    void spendsPaidLotsFirstInFirstOut() {
        World.topUp(acme, new Usd(10));
        World.topUp(acme, new Usd(20));

        spend(13);

        assertThat(left()).containsExactly(17L);
    }

    @Test
    void drawsWhatWasSpentBeforeALaterLotThatWouldHaveComeFirst() {
        World.topUp(acme, new Usd(10));
        spend(4);

        grant(5, SOON);

        assertThat(left()).containsExactly(5L, 6L);
        assertThat(movements()).containsExactly("SPENT -4");
    }

    @Test
    void touchesNoLotWhenACallIsSettled() {
        World.topUp(acme, new Usd(10));

        spend(4);

        assertThat(movements()).isEmpty();
    }

    @Test
    void givesOnceForEachReference() {
        String reference = "code-" + UUID.randomUUID();

        assertThat(LEDGER.grantPromotion(acme, new Usd(5), reference, SOON)).isTrue();
        assertThat(LEDGER.grantPromotion(acme, new Usd(5), reference, null)).isFalse();

        assertThat(posted()).isEqualTo(5);
        assertThatThrownBy(() -> LEDGER.grantPromotion(acme, Usd.ZERO, "nothing", null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesBackWhatHasExpired() {
        World.topUp(acme, new Usd(10));
        grant(5, LONG_AGO);
        grant(7, SOON);
        spend(2);

        EXPIRY.expire();
        EXPIRY.expire();

        assertThat(posted()).isEqualTo(17);
        assertThat(left()).containsExactly(7L, 10L);
        assertThat(movements()).containsExactly("SPENT -2", "EXPIRED -3");
        assertThat(entries("PROMOTION_EXPIRED")).containsExactly("wallet -3", "breakage 3");
    }

    @Test
    void takesWhatIsLentWhenItComesBack() {
        grant(10, LONG_AGO);
        Reservation running = node.hold(caller, new Usd(6));

        EXPIRY.expire();

        assertThat(World.balance(acme)).isEqualTo(new Balance(new Usd(6), new Usd(6), Usd.ZERO));
        node.settle(running, new Usd(1));
        node.leases.giveBack();
        EXPIRY.expire();
        assertThat(World.balance(acme)).isEqualTo(new Balance(Usd.ZERO, Usd.ZERO, Usd.ZERO));
        assertThat(movements()).containsExactly("EXPIRED -4", "SPENT -1", "EXPIRED -5");
    }

    @Test
    void takesFromManyTenants() {
        List<AccountId> tenants = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            AccountId tenant = World.tenant(Usd.ZERO).account();
            LEDGER.grantPromotion(tenant, new Usd(3), "code-" + UUID.randomUUID(), LONG_AGO);
            tenants.add(tenant);
        }

        assertThat(EXPIRY.expire()).isGreaterThanOrEqualTo(new Usd(150));

        assertThat(tenants)
                .allSatisfy(it -> assertThat(World.balance(it).posted()).isEqualTo(Usd.ZERO));
    }

    private void grant(long nanos, @Nullable Instant expiresAt) {
        assertThat(
                        LEDGER.grantPromotion(
                                acme, new Usd(nanos), "code-" + UUID.randomUUID(), expiresAt))
                .isTrue();
    }

    private void spend(long nanos) {
        node.settle(node.hold(caller, new Usd(nanos)), new Usd(nanos));
    }

    private long posted() {
        return World.balance(acme).posted().nanos();
    }

    private List<Long> left() {
        return LEDGER.listLots(acme).stream().map(lot -> lot.left().nanos()).toList();
    }

    private List<String> movements() {
        return World.texts(
                """
                select cause || ' ' || amount_nanos from lot_movement
                where account_id = '%s' order by movement_id
                """
                        .formatted(acme));
    }

    private List<String> entries(String kind) {
        return World.texts(
                """
                select ledger_account || ' ' || amount_nanos
                from journal_transaction join journal_entry using (transaction_id)
                where journal_transaction.account_id = '%s' and kind = '%s'
                order by transaction_id, line
                """
                        .formatted(acme, kind));
    }
}
