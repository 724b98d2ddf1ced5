package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.spending.SettlementBook.Outcome;
import dev.turnpike.billing.spending.SettlementBook.Settlement;
import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.FastDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Calls that end together, some of which stand in the way of the others. */
class SettlementBookTest {

    private static final Pool POOL = TestDatabase.shared().appPool(2);
    private static final FastDatabase DATABASE = new FastDatabase(POOL.dataSource());
    private static final JdbcSettlementBook BOOK = new JdbcSettlementBook(DATABASE);
    private static final Outcome PAID = new Outcome(false, null);
    private static final Usd DOLLAR = TenDollarsLent.DOLLAR;

    private final TenDollarsLent lent = new TenDollarsLent(new JdbcLeaseBook(DATABASE));
    private final Caller caller = lent.caller();
    private final Caller limited = lent.limited();

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void settlesCallsOfSeveralKeysInOneStep() {
        assertThat(
                        BOOK.settle(
                                List.of(
                                        lent.ended(caller, DOLLAR),
                                        lent.ended(limited, DOLLAR),
                                        lent.ended(limited, Usd.ZERO),
                                        lent.ended(caller, new Usd(5)))))
                .containsExactly(PAID, PAID, PAID, PAID);

        assertThat(lent.balance())
                .isEqualTo(TenDollarsLent.balance("9.999999995", "7.999999995", "0"));
        assertThat(World.spending(caller.key())).containsExactly(new Usd(1_000_000_005), Usd.ZERO);
        assertThat(World.spending(limited.key())).containsExactly(DOLLAR, Usd.parse("9"));
        assertThat(transactionIdsOfCalls()).hasSize(1);
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void settlesTheOthersWhenOneWasSettledBefore() {
        Settlement before = lent.ended(limited, DOLLAR);
        BOOK.settle(List.of(before));

        assertThat(
                        BOOK.settle(
                                List.of(
                                        lent.ended(limited, DOLLAR),
                                        before,
                                        lent.ended(caller, DOLLAR))))
                .containsExactly(PAID, PAID, PAID);

        assertThat(lent.balance()).isEqualTo(TenDollarsLent.balance("9", "7", "0"));
        assertThat(World.spending(limited.key())).containsExactly(Usd.parse("2"), Usd.parse("8"));
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void settlesACallOnceThatIsToldTwiceInOneStep() {
        Settlement call = lent.ended(limited, DOLLAR);

        assertThat(BOOK.settle(List.of(call, call, lent.ended(caller, DOLLAR))))
                .containsExactly(PAID, PAID, PAID);

        assertThat(lent.balance()).isEqualTo(TenDollarsLent.balance("10", "8", "0"));
        assertThat(World.spending(limited.key())).containsExactly(DOLLAR, Usd.parse("9"));
    }

    @Test
    void settlesTheOthersWhenOneIsUncovered() {
        Settlement uncovered =
                new Settlement(
                        lent.node(),
                        DOLLAR,
                        List.of(),
                        TenDollarsLent.generation(caller, Usd.parse("4")));

        assertThat(
                        BOOK.settle(
                                List.of(
                                        lent.ended(caller, DOLLAR),
                                        uncovered,
                                        lent.ended(limited, DOLLAR))))
                .containsExactly(PAID, new Outcome(true, null), PAID);

        // 10 were leased and 2 were not: the overage of 3 finds 2, and owes 1.
        assertThat(lent.balance()).isEqualTo(TenDollarsLent.balance("7", "7", "1"));
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void settlesTheOthersWhenOneHasLostItsLease() {
        NodeId dead = new NodeId(UUID.randomUUID());
        Settlement orphan =
                new Settlement(
                        dead,
                        TenDollarsLent.TEN,
                        TenDollarsLent.windows(limited),
                        TenDollarsLent.generation(limited, DOLLAR));
        Settlement twin =
                new Settlement(
                        dead,
                        TenDollarsLent.TEN,
                        TenDollarsLent.windows(limited),
                        TenDollarsLent.generation(limited, DOLLAR));

        assertThat(
                        BOOK.settle(
                                List.of(
                                        lent.ended(caller, DOLLAR),
                                        orphan,
                                        twin,
                                        lent.ended(limited, DOLLAR))))
                .containsExactly(PAID, PAID, PAID, PAID);

        World.post();
        // The 2 that nobody had leased pay for the orphans.
        assertThat(lent.balance()).isEqualTo(TenDollarsLent.balance("8", "8", "0"));
        assertThat(World.spending(limited.key())).containsExactly(Usd.parse("3"), Usd.parse("9"));
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void chargesACallOfAnUnknownKeyAndTheCheckTells() {
        ApiKeyId unknown = ApiKeyId.next();
        Caller nobody = new Caller(caller.account(), unknown, "", null, List.of());

        List<Outcome> outcomes =
                BOOK.settle(List.of(lent.ended(caller, DOLLAR), lent.ended(nobody, DOLLAR)));

        World.post();
        List<String> discrepancies = World.discrepancies();
        World.execute(
                """
                insert into api_key (
                    key_id, account_id, member_id, workspace_id, name, label, digest, created_at)
                values ('%1$s', '%2$s', '%2$s', '%2$s', 'late', 'sk-tp-v1-late', '%1$s', now());
                insert into key_spending (key_id, account_id, spent_nanos)
                values ('%1$s', '%2$s', %3$d)
                """
                        .formatted(unknown, caller.account(), DOLLAR.nanos()));
        assertThat(outcomes).containsExactly(PAID, PAID);
        assertThat(lent.balance()).isEqualTo(TenDollarsLent.balance("10", "8", "0"));
        assertThat(discrepancies).singleElement().asString().contains(unknown.toString());
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void keepsTheAttemptsOfEachCallOfABatch() {
        List<Settlement> calls =
                List.of(
                        lent.ended(caller, List.of(attempt("slow"), attempt("fast"))),
                        lent.ended(caller, List.of()),
                        lent.ended(limited, List.of(attempt("only"))));

        BOOK.settle(calls);

        assertThat(
                        World.texts(
                                """
                                select array_to_json(attempt_providers) || ' ' || array_to_json(attempt_millis)
                                from generation where account_id = '%s' order by generation_id
                                """
                                        .formatted(caller.account())))
                .containsExactlyInAnyOrder(
                        "[\"slow\",\"fast\"] [12,12]", "[] []", "[\"only\"] [12]");
    }

    @Test
    void balancesWhenRoundingLeavesLessThanTheProviderGets() {
        var charge = new Charge(List.of(), new Markup(0), new Usd(8), new Usd(7));
        Generation call = TenDollarsLent.generation(caller, charge);

        BOOK.settle(
                List.of(
                        new Settlement(lent.node(), DOLLAR, List.of(), call),
                        lent.ended(caller, DOLLAR)));

        assertThat(
                        World.texts(
                                """
                                select ledger_account || ' ' || amount_nanos
                                from journal_entry
                                where generation_id = '%s' order by line
                                """
                                        .formatted(call.id().value())))
                .containsExactly("wallet -7", "provider_payable 8", "revenue -1");
    }

    private static Attempt attempt(String provider) {
        return new Attempt("acme/echo", provider, 200, 12, null);
    }

    /** The database's own transactions, not the journal's. */
    private List<String> transactionIdsOfCalls() {
        return World.texts(
                "select distinct xmin from generation where account_id = '%s'"
                        .formatted(caller.account()));
    }
}
