package dev.turnpike.persistence.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.Reversal;
import dev.turnpike.billing.ledger.TransactionId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.statements.Breakdown;
import dev.turnpike.billing.statements.Breakdown.Rest;
import dev.turnpike.billing.statements.Breakdown.Share;
import dev.turnpike.billing.statements.MonthlyStatement;
import dev.turnpike.billing.statements.MonthlyStatement.Item;
import dev.turnpike.billing.statements.MonthlyStatement.Movement;
import dev.turnpike.billing.statements.MonthlyStatements;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.ledger.Ledgers;
import dev.turnpike.persistence.spending.SpendingNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What really happened stands in the statement, item by item. */
class JpaMonthlyStatementsTest {

    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final Pool POOL = DATABASE.appPool(2);
    private static final Ledger LEDGER = DATABASE.keeper(Ledger.class, Ledgers::of);
    private static final MonthlyStatements STATEMENTS =
            DATABASE.keeper(MonthlyStatements.class, JpaMonthlyStatements::new);
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant FAR_AHEAD = Instant.parse("2090-01-01T00:00:00Z");

    private final SpendingNode node = new SpendingNode(POOL.dataSource());
    private final Caller laptop = World.tenant(Usd.ZERO);
    private final AccountId acme = laptop.account();

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void showsEveryKindOfMovement() {
        World.topUp(acme, new Usd(100), "undone-" + acme);
        assertThat(LEDGER.reverse(acme, transaction("undone-" + acme), "by mistake"))
                .isInstanceOf(Reversal.Reversed.class);
        World.promote(acme, new Usd(7), LONG_AGO);
        Ledgers.expiry().expire();
        World.promote(acme, new Usd(20), FAR_AHEAD);
        World.topUp(acme, new Usd(30));
        Generation undone = spend(laptop, 5, 5);
        World.post();
        assertThat(LEDGER.reverse(acme, undone.id(), "as a courtesy"))
                .isInstanceOf(Reversal.Reversed.class);
        // Of 50 it was allowed 50 and cost 62; the next credit pays the 12.
        spend(laptop, 50, 62);
        World.post();
        World.topUp(acme, new Usd(15));

        MonthlyStatement statement = STATEMENTS.get(acme, LONG_AGO, FAR_AHEAD, 9);

        assertThat(statement.movements())
                .containsExactly(
                        new Movement(Item.PURCHASES, 3, new Usd(145)),
                        new Movement(Item.PROMOTIONS, 2, new Usd(27)),
                        new Movement(Item.USAGE, 2, new Usd(-67)),
                        new Movement(Item.REFUNDED_USAGE, 1, new Usd(5)),
                        new Movement(Item.REVERSED_CREDIT, 1, new Usd(-100)),
                        new Movement(Item.EXPIRED, 1, new Usd(-7)),
                        new Movement(Item.REFUNDED_PAYMENTS, 0, Usd.ZERO),
                        new Movement(Item.DISPUTED_PAYMENTS, 0, Usd.ZERO),
                        new Movement(Item.OWED, 1, new Usd(12)),
                        new Movement(Item.OWED_PAID, 1, new Usd(-12)));
        assertThat(statement.opening()).isEqualTo(Usd.ZERO);
        assertThat(statement.closing())
                .isEqualTo(World.balance(acme).posted())
                .isEqualTo(new Usd(3));
    }

    @Test
    void takesUsageApartByModelKeyAndWorkspace() {
        World.topUp(acme, new Usd(100));
        Caller server = World.key(acme, null);
        World.execute(
                """
                insert into workspace values ('%1$s', '%2$s', 'Research', false, now());
                update api_key set workspace_id = '%1$s', name = 'server' where key_id = '%1$s'
                """
                        .formatted(server.key(), acme));
        spend(laptop, 3, 3);
        spend(laptop, 4, 4);
        spend(server, 9, 9);

        List<Breakdown> usage = STATEMENTS.get(acme, LONG_AGO, FAR_AHEAD, 9).usage();

        String label = "sk-tp-v1-laptop";
        assertThat(usage)
                .containsExactly(
                        new Breakdown(
                                Breakdown.By.MODEL,
                                List.of(new Share("acme/echo", "acme/echo", "", 3, new Usd(16))),
                                Rest.NONE),
                        new Breakdown(
                                Breakdown.By.KEY,
                                List.of(
                                        share(server.key(), "server", label, 1, 9),
                                        share(laptop.key(), "laptop", label, 2, 7)),
                                Rest.NONE),
                        new Breakdown(
                                Breakdown.By.WORKSPACE,
                                List.of(
                                        share(server.key(), "Research", "", 1, 9),
                                        share(acme, "Default", "", 2, 7)),
                                Rest.NONE));
        assertThat(STATEMENTS.get(acme, LONG_AGO, FAR_AHEAD, 1).usage().get(1))
                .isEqualTo(
                        new Breakdown(
                                Breakdown.By.KEY,
                                List.of(share(server.key(), "server", label, 1, 9)),
                                new Rest(1, 2, new Usd(7))));
    }

    @Test
    void isEmptyBeforeAnythingHappened() {
        World.topUp(acme, new Usd(100));

        MonthlyStatement statement = STATEMENTS.get(acme, LONG_AGO, LONG_AGO.plusSeconds(60), 9);

        assertThat(statement.closing()).isEqualTo(Usd.ZERO);
        assertThat(statement.movements()).allMatch(movement -> movement.count() == 0);
        assertThat(statement.usage()).allMatch(each -> each.shares().isEmpty());
    }

    @Test
    void showsNobodyWhatAnotherOneSpent() {
        World.topUp(acme, new Usd(100));
        spend(laptop, 3, 3);
        AccountId other = World.tenant(Usd.ZERO).account();

        assertThat(STATEMENTS.get(other, LONG_AGO, FAR_AHEAD, 9).movements())
                .allMatch(movement -> movement.count() == 0);
    }

    private Generation spend(Caller caller, long held, long cost) {
        return node.settle(node.hold(caller, new Usd(held)), new Usd(cost));
    }

    private TransactionId transaction(String reference) {
        return new TransactionId(
                World.numbers(
                                "select transaction_id from journal_transaction where reference = ?",
                                reference)
                        .getFirst());
    }

    private static Share share(Object id, String name, String label, long calls, long nanos) {
        return new Share(id.toString(), name, label, calls, new Usd(nanos));
    }
}
