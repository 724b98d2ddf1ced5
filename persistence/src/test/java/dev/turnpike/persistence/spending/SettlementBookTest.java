package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import dev.turnpike.billing.spending.Budget;
import dev.turnpike.billing.spending.LeaseBook;
import dev.turnpike.billing.spending.LeaseBook.Exchange;
import dev.turnpike.billing.spending.LeaseBook.Loan;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.spending.SettlementBook.Outcome;
import dev.turnpike.billing.spending.SettlementBook.Settlement;
import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.Generation.Status;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.FastDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Calls that end together, some of which stand in the way of the others. Ten dollars are leased.
 */
class SettlementBookTest {

    private static final Pool POOL = TestDatabase.shared().appPool(2);
    private static final FastDatabase DATABASE = new FastDatabase(POOL.dataSource());
    private static final LeaseBook LEASES = new JdbcLeaseBook(DATABASE);
    private static final JdbcSettlementBook BOOK = new JdbcSettlementBook(DATABASE);
    private static final JdbcSettlementPosting POSTING = new JdbcSettlementPosting(DATABASE);
    private static final Outcome PAID = new Outcome(false, null);
    private static final Usd DOLLAR = Usd.parse("1");
    private static final Usd TEN = Usd.parse("10");
    private static final PriceVersion PRICE = World.price();

    private final NodeId node = new NodeId(UUID.randomUUID());
    private final Caller caller = World.tenant(Usd.parse("12"));
    private final Caller limited = World.key(caller.account(), TEN);

    @BeforeEach
    void lend() {
        LEASES.join(node, Duration.ofMinutes(10));
        windows(limited).forEach(window -> lend(window, TEN));
        lend(new Budget.Wallet(caller.account()), TEN);
    }

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void settlesCallsOfSeveralKeysInOneStep() {
        assertThat(
                        BOOK.settle(
                                List.of(
                                        ended(caller, DOLLAR),
                                        ended(limited, DOLLAR),
                                        ended(limited, Usd.ZERO),
                                        ended(caller, new Usd(5)))))
                .containsExactly(PAID, PAID, PAID, PAID);

        assertThat(balance()).isEqualTo(balance("9.999999995", "7.999999995", "0"));
        assertThat(World.spending(caller.key())).containsExactly(new Usd(1_000_000_005), Usd.ZERO);
        assertThat(World.spending(limited.key())).containsExactly(DOLLAR, Usd.parse("9"));
        assertThat(transactionIdsOfCalls()).hasSize(1);
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void settlesTheOthersWhenOneWasSettledBefore() {
        Settlement before = ended(limited, DOLLAR);
        BOOK.settle(List.of(before));

        assertThat(BOOK.settle(List.of(ended(limited, DOLLAR), before, ended(caller, DOLLAR))))
                .containsExactly(PAID, PAID, PAID);

        assertThat(balance()).isEqualTo(balance("9", "7", "0"));
        assertThat(World.spending(limited.key())).containsExactly(Usd.parse("2"), Usd.parse("8"));
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void settlesACallOnceThatIsToldTwiceInOneStep() {
        Settlement call = ended(limited, DOLLAR);

        assertThat(BOOK.settle(List.of(call, call, ended(caller, DOLLAR))))
                .containsExactly(PAID, PAID, PAID);

        assertThat(balance()).isEqualTo(balance("10", "8", "0"));
        assertThat(World.spending(limited.key())).containsExactly(DOLLAR, Usd.parse("9"));
    }

    @Test
    void settlesTheOthersWhenOneIsUncovered() {
        Settlement uncovered =
                new Settlement(node, DOLLAR, List.of(), generation(caller, Usd.parse("4")));

        assertThat(BOOK.settle(List.of(ended(caller, DOLLAR), uncovered, ended(limited, DOLLAR))))
                .containsExactly(PAID, new Outcome(true, null), PAID);

        // 10 were leased and 2 were not: the overage of 3 finds 2, and owes 1.
        assertThat(balance()).isEqualTo(balance("7", "7", "1"));
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void settlesTheOthersWhenOneHasLostItsLease() {
        NodeId dead = new NodeId(UUID.randomUUID());
        Settlement orphan =
                new Settlement(dead, TEN, windows(limited), generation(limited, DOLLAR));
        Settlement twin = new Settlement(dead, TEN, windows(limited), generation(limited, DOLLAR));

        assertThat(
                        BOOK.settle(
                                List.of(
                                        ended(caller, DOLLAR),
                                        orphan,
                                        twin,
                                        ended(limited, DOLLAR))))
                .containsExactly(PAID, PAID, PAID, PAID);

        World.post();
        // The 2 that nobody had leased pay for the orphans.
        assertThat(balance()).isEqualTo(balance("8", "8", "0"));
        assertThat(World.spending(limited.key())).containsExactly(Usd.parse("3"), Usd.parse("9"));
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void chargesACallOfAnUnknownKeyAndTheCheckTells() {
        ApiKeyId unknown = ApiKeyId.next();
        Caller nobody = new Caller(caller.account(), unknown, "", null, List.of());

        List<Outcome> outcomes = BOOK.settle(List.of(ended(caller, DOLLAR), ended(nobody, DOLLAR)));

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
        assertThat(balance()).isEqualTo(balance("10", "8", "0"));
        assertThat(discrepancies).singleElement().asString().contains(unknown.toString());
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void postsABatchOnceAndCountsItInBefore() {
        BOOK.settle(List.of(ended(caller, DOLLAR), ended(limited, DOLLAR)));

        assertThat(World.discrepancies()).isEmpty();
        assertThat(balance()).isEqualTo(balance("10", "8", "0"));
        assertThat(posted()).isEqualTo(List.of(12_000_000_000L, 10_000_000_000L));
        int part = JdbcSettlementPosting.shardOf(caller.account().value());
        assertThat(POSTING.post(part)).isPositive();
        assertThat(POSTING.post(part)).isZero();
        assertThat(posted()).isEqualTo(List.of(10_000_000_000L, 8_000_000_000L));
        assertThat(balance()).isEqualTo(balance("10", "8", "0"));
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void sumsUpTheDayTheWeekAndTheMonthOfAKeysLastUse() {
        World.post();
        settleAt("2029-12-30T12:00:00Z", 1);
        assertThat(spentLately()).containsExactly(1L, 1L, 1L);

        // A Monday, and the last moment of its month.
        settleAt("2029-12-31T23:59:59.999999Z", 2);
        assertThat(spentLately()).containsExactly(2L, 2L, 3L);

        settleAt("2030-01-01T00:00:00Z", 4);
        assertThat(spentLately()).containsExactly(4L, 6L, 4L);

        // Late, as a server may be that had lost its way to the database.
        settleAt("2029-12-31T12:00:00Z", 8);
        assertThat(spentLately()).containsExactly(4L, 14L, 4L);
        settleAt("2029-12-30T12:00:00Z", 16);
        assertThat(spentLately()).containsExactly(4L, 14L, 4L);
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void postsCallsOfTwoDaysTogether() {
        World.post();
        settle("2029-12-31T23:59:59.999999Z", 2);
        settle("2030-01-01T00:00:00Z", 4);

        assertThat(spentLately()).containsExactly(4L, 6L, 4L);
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void keepsTheAttemptsOfEachCallOfABatch() {
        List<Settlement> calls =
                List.of(
                        ended(caller, List.of(attempt("slow"), attempt("fast"))),
                        ended(caller, List.of()),
                        ended(limited, List.of(attempt("only"))));

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

    private static Attempt attempt(String provider) {
        return new Attempt("acme/echo", provider, 200, 12, null);
    }

    private Settlement ended(Caller by, List<Attempt> attempts) {
        Charge charge = new Charge(List.of(), new Markup(0), new Usd(1), new Usd(1));
        return new Settlement(node, DOLLAR, List.of(), generation(by, charge, attempts));
    }

    /** Two calls of the limited key that together cost so many nano-dollars; posted. */
    private void settleAt(String moment, long nanos) {
        settle(moment, nanos);
        World.post();
    }

    /** The same, not posted. No clock of a test can be led so far, so the rows are. */
    private void settle(String moment, long nanos) {
        List<Settlement> calls = List.of(ended(limited, Usd.ZERO), ended(limited, new Usd(nanos)));
        BOOK.settle(calls);
        World.execute(
                """
                begin;
                set local session_replication_role = replica;
                update settlement_batch set settled_at = '%1$s' where settled_at < '2029-01-01';
                update generation set settled_at = '%1$s' where generation_id in ('%2$s', '%3$s');
                commit;
                """
                        .formatted(
                                moment,
                                calls.get(0).generation().id().value(),
                                calls.get(1).generation().id().value()));
    }

    private List<Long> spentLately() {
        World.post();
        return World.numbers(
                "select day_nanos, week_nanos, month_nanos from key_spending where key_id = '%s'"
                        .formatted(limited.key()));
    }

    /** The wallet itself, without what is settled and not posted. */
    private List<Long> posted() {
        return World.numbers(
                "select posted_nanos, held_nanos from wallet where account_id = '%s'"
                        .formatted(caller.account()));
    }

    @Test
    void tellsOfABatchThatNobodyPosts() {
        BOOK.settle(List.of(ended(caller, DOLLAR), ended(limited, DOLLAR)));
        World.execute("update settlement_batch set settled_at = settled_at - interval '2 minutes'");

        List<String> discrepancies = World.discrepancies();
        World.post();

        assertThat(discrepancies).isNotEmpty().allMatch(it -> it.contains("is not posted yet"));
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void chargesTheWindowThatACallWasReservedInHoweverLateItEnds() {
        SpendingLimit limit = limited.limits().getFirst();
        var yesterday =
                new Budget.Window(
                        limited.account(), limit.id(), Instant.parse("2026-03-01T00:00:00Z"));
        World.execute(
                """
                insert into spending_window values ('%1$s', '%2$s', '%3$s', '%4$s', 0, 1000000000);
                insert into lease values ('%1$s', '%5$s', '%2$s', 1000000000);
                """
                        .formatted(
                                yesterday.id(),
                                limited.account(),
                                limit.id(),
                                yesterday.start(),
                                node.value()));
        Generation call = generation(limited, Usd.parse("0.25"));

        BOOK.settle(List.of(new Settlement(node, DOLLAR, List.of(yesterday), call)));

        assertThat(
                        World.numbers(
                                "select spent_nanos, held_nanos from spending_window where window_id = '%s'"
                                        .formatted(yesterday.id())))
                .containsExactly(250_000_000L, 750_000_000L);
        assertThat(World.spending(limit)).containsExactly(Usd.parse("0.25"), Usd.parse("10.75"));
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void balancesWhenRoundingLeavesLessThanTheProviderGets() {
        var charge = new Charge(List.of(), new Markup(0), new Usd(8), new Usd(7));
        Generation call = generation(caller, charge);

        BOOK.settle(List.of(new Settlement(node, DOLLAR, List.of(), call), ended(caller, DOLLAR)));

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

    private void lend(Budget budget, Usd amount) {
        List<Loan> loans =
                LEASES.exchange(
                        node,
                        List.of(
                                new Exchange(
                                        budget, null, Usd.ZERO, amount, amount, amount, false)));
        assertThat(loans).extracting(Loan::lent).containsExactly(amount);
    }

    private static List<Budget.Window> windows(Caller by) {
        return by.limits().stream()
                .map(
                        limit ->
                                new Budget.Window(
                                        by.account(),
                                        limit.id(),
                                        limit.period().startOf(Instant.now())))
                .toList();
    }

    /** A call for which a dollar was set aside. */
    private Settlement ended(Caller by, Usd cost) {
        return new Settlement(node, DOLLAR, windows(by), generation(by, cost));
    }

    private static Generation generation(Caller by, Usd cost) {
        return generation(by, new Charge(List.of(), new Markup(0), cost, cost));
    }

    private static Generation generation(Caller by, Charge charge) {
        return generation(by, charge, List.of());
    }

    private static Generation generation(Caller by, Charge charge, List<Attempt> attempts) {
        return new Generation(
                GenerationId.of(World.NOW),
                by.account(),
                by.key(),
                World.NOW,
                SpendingNode.DETAILS,
                Status.COMPLETED,
                attempts,
                SpendingNode.delivery(PRICE, TokenCounts.of(TokenClass.OUTPUT, 7)),
                charge,
                null);
    }

    /** The database's own transactions, not the journal's. */
    private List<String> transactionIdsOfCalls() {
        return World.texts(
                "select distinct xmin from generation where account_id = '%s'"
                        .formatted(caller.account()));
    }

    private Balance balance() {
        return World.balance(caller.account());
    }

    private static Balance balance(String posted, String held, String receivable) {
        return new Balance(Usd.parse(posted), Usd.parse(held), Usd.parse(receivable));
    }
}
