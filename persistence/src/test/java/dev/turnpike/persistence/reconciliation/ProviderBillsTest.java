package dev.turnpike.persistence.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import dev.turnpike.billing.reconciliation.BillAlarm;
import dev.turnpike.billing.reconciliation.BillBook;
import dev.turnpike.billing.reconciliation.BillComparison;
import dev.turnpike.billing.reconciliation.BillComparison.Row;
import dev.turnpike.billing.reconciliation.BillCredit;
import dev.turnpike.billing.reconciliation.BillImport;
import dev.turnpike.billing.reconciliation.BillImport.Imported;
import dev.turnpike.billing.reconciliation.BillImport.Known;
import dev.turnpike.billing.reconciliation.BillImport.Outcome;
import dev.turnpike.billing.reconciliation.BillImport.Refused;
import dev.turnpike.billing.reconciliation.BillImport.UnknownProvider;
import dev.turnpike.billing.reconciliation.BillReconciliation;
import dev.turnpike.billing.reconciliation.BillTolerance;
import dev.turnpike.billing.reconciliation.BilledDay;
import dev.turnpike.billing.reconciliation.BilledDay.Finding;
import dev.turnpike.billing.reconciliation.BilledModels;
import dev.turnpike.billing.reconciliation.ProviderBills;
import dev.turnpike.billing.reconciliation.ProviderUsage;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.pricing.Prices;
import dev.turnpike.persistence.spending.SpendingNode;
import dev.turnpike.persistence.tenancy.TenantScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** In years to come, in which no other test has calls; each test has a day of its own. */
class ProviderBillsTest {

    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final Pool POOL = DATABASE.appPool(2);
    private static final SpendingNode NODE = new SpendingNode(POOL.dataSource());
    private static final ProviderBills BILLS =
            DATABASE.keeper(ProviderBills.class, JpaProviderBills::new);
    private static final ProviderUsage USAGE =
            DATABASE.keeper(
                    ProviderUsage.class,
                    tenants -> new JpaProviderUsage(tenants, Prices.versions(tenants)));
    private static final AtomicInteger DAYS = new AtomicInteger();
    private static final Instant NOW = Instant.parse("2034-01-01T12:00:00Z");

    /** What is found where nothing was called and little is billed. */
    private static final Finding NOTHING = new Finding(Usd.ZERO, false, 0, Usd.ZERO);

    /** A dollar for a million tokens in, two for a million out. */
    private static final PriceVersion PRICE = World.price();

    private final LocalDate day = LocalDate.parse("2033-01-01").plusDays(DAYS.getAndIncrement());
    private final Caller ada = World.tenant(Usd.parse("100"));
    private final BillComparison comparison = new BillComparison(new SandboxModels(), BILLS, USAGE);
    private final BillReconciliation reconciliation = reconciliation(comparison, 100, NOW);
    private final BillImport bills = bills(reconciliation);
    private final BillAlarm alarm = new BillAlarm(BILLS, () -> NOW);

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void comparesEachClassOfEachModelToTheNanoDollar() {
        call(PRICE, 1_000_001, 3);
        call(PRICE, 7, 0);

        create(line("echo-upstream", "input", "1000008", "1.000008"));

        assertThat(comparison.list("sandbox", day))
                .containsExactly(
                        new Row(
                                "echo-upstream",
                                true,
                                TokenClass.INPUT,
                                1_000_008,
                                Usd.parse("1.000008"),
                                1_000_008,
                                Usd.parse("1.000008")),
                        new Row(
                                "echo-upstream",
                                true,
                                TokenClass.OUTPUT,
                                3,
                                Usd.parse("0.000006"),
                                0,
                                Usd.ZERO));
    }

    /**
     * On a server all steps of a use case share one transaction, which crosses accounts between.
     */
    @Test
    void takesInABillAndComparesItInOneTransaction() {
        call(PRICE, 10, 0);
        String file = file(line("echo-upstream", "input", "10", "0.00002"));

        DATABASE.inTransaction(
                tenants -> bills(tenants).create("sandbox", file, "op@turnpike.example"));

        assertThat(BILLS.listDays("sandbox", day, day))
                .containsExactly(
                        new BilledDay(
                                "sandbox",
                                day,
                                true,
                                Usd.parse("0.00002"),
                                new Finding(Usd.parse("0.00001"), false, 0, Usd.ZERO)));
    }

    @Test
    void pricesALongPromptAsItsReceiptDoes() {
        PriceVersion longer = World.dearerAbove(20);
        call(longer, 20, 0);
        call(longer, 21, 0);

        assertThat(comparison.list("sandbox", day))
                .extracting(Row::ourQuantity, Row::ours)
                .containsExactly(tuple(41L, Usd.parse("0.000062")));
    }

    @Test
    void addsUpToWhatIsBookedForTheProvider() {
        call(PRICE, 123, 45);
        call(World.dearerAbove(20), 100, 7);

        Usd ours =
                comparison.list("sandbox", day).stream().map(Row::ours).reduce(Usd.ZERO, Usd::plus);

        assertThat(ours.nanos())
                .isEqualTo(
                        World.numbers(
                                        "select sum(provider_cost_nanos) from generation where account_id = ?",
                                        ada.account().value())
                                .getFirst());
    }

    @Test
    void showsAModelThatIsBilledAndThatWeDoNotKnow() {
        create(line("who-is-this", "input", "5", "0.01"));

        assertThat(comparison.list("sandbox", day))
                .extracting(Row::model, Row::isKnown, Row::ourQuantity)
                .containsExactly(tuple("who-is-this", false, 0L));
    }

    @Test
    void theSameFileOnceMoreChangesNothing() {
        String file = line("echo-upstream", "input", "5", "0.01");
        Imported first = (Imported) create(file);

        assertThat(create(file)).isEqualTo(new Known(first.bill()));
        assertThat(BILLS.list("sandbox", 1)).containsExactly(first.bill());
    }

    @Test
    void aNewBillSupersedesTheDaysThatItNamesAndNoOthers() {
        LocalDate next = day.plusDays(1);
        DAYS.incrementAndGet();
        String old = line("echo-upstream", "input", "5", "0.01");
        create(old + "\n" + next + ",echo-upstream,input,6,0.02");

        create(line("echo-upstream", "input", "5", "0.03"));

        assertThat(BILLS.listDays("sandbox", day, next))
                .containsExactly(
                        new BilledDay("sandbox", day, true, Usd.parse("0.03"), NOTHING),
                        new BilledDay("sandbox", next, true, Usd.parse("0.02"), NOTHING));
        assertThat(
                        World.numbers(
                                "select count(*) from provider_bill_line where day = '"
                                        + day
                                        + "'"))
                .containsExactly(2L);
        // What was superseded is in force again once it is imported again.
        assertThat(create(old)).isInstanceOf(Imported.class);
    }

    @Test
    void refusesAllOfAFileWithABadLine() {
        Outcome outcome =
                create(
                        line("echo-upstream", "input", "5", "0.01")
                                + "\n"
                                + day
                                + ",echo-upstream,tokens,5,0.01");

        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(BILLS.listDays("sandbox", day, day)).isEmpty();
        assertThat(comparison.list("sandbox", day)).isEmpty();
    }

    @Test
    void knowsNoOtherProviders() {
        assertThat(bills.create("nobody", file(line("m", "input", "5", "0.01")), "op"))
                .isEqualTo(new UnknownProvider());
    }

    @Test
    void raisesTheAlarmAboveOnePercent() {
        call(PRICE, 10_000_000, 0);

        create(line("echo-upstream", "input", "10000000", "10.10"));
        assertThat(off()).isFalse();

        create(line("echo-upstream", "input", "10000000", "10.11"));
        assertThat(off()).isTrue();
    }

    @Test
    void findsASingleCentOfAVariance() {
        call(PRICE, 10_000_000, 0);

        create(line("echo-upstream", "input", "10000000", "10.01"));

        assertThat(comparison.list("sandbox", day))
                .extracting(Row::variance)
                .containsExactly(Usd.parse("0.01"));
        assertThat(found()).isEqualTo(new Finding(Usd.parse("10"), false, 0, Usd.ZERO));
    }

    @Test
    void errorsOfTwoClassesDoNotOffsetEachOther() {
        call(PRICE, 10_000_000, 0);

        create(
                line("echo-upstream", "input", "10000000", "9")
                        + "\n"
                        + line("who-is-this", "input", "1", "0.06")
                        + "\n"
                        + line("who-is-this", "output", "1", "0.94"));

        assertThat(found()).isEqualTo(new Finding(Usd.parse("10"), true, 3, Usd.parse("1")));
    }

    @Test
    void findsManySmallErrorsThatGoOneWay() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            lines.append(line("m" + i, "input", "1", "0.04")).append('\n');
        }

        create(lines.toString());

        assertThat(found()).isEqualTo(new Finding(Usd.ZERO, true, 0, Usd.ZERO));
    }

    @Test
    void comparesOutputWithReasoningWhenTheBillDoesNotTellThemApart() {
        call(PRICE, TokenCounts.of(TokenClass.OUTPUT, 100_000).with(TokenClass.REASONING, 900_000));

        create(line("echo-upstream", "output", "1000000", "2"));

        assertThat(comparison.list("sandbox", day))
                .extracting(Row::tokenClass, Row::ourQuantity, Row::variance)
                .containsExactly(tuple(TokenClass.OUTPUT, 1_000_000L, Usd.ZERO));

        create(
                line("echo-upstream", "output", "1", "0.2")
                        + "\n"
                        + line("echo-upstream", "reasoning", "1", "1.8"));

        assertThat(comparison.list("sandbox", day)).hasSize(2);
    }

    /** A server may die, and its database be away, between the import and the comparison. */
    @Test
    void whatNobodyComparedIsCountedAndComparedLater() {
        call(PRICE, 10_000_000, 0);
        BillComparison broken =
                new BillComparison(
                        new SandboxModels(),
                        BILLS,
                        (_, _) -> {
                            throw new IllegalStateException("The sum is taking too long");
                        });
        bills(reconciliation(broken, 100, NOW))
                .create("sandbox", file(line("echo-upstream", "input", "1", "20")), "op");

        assertThat(alarm.standing().waitingDays()).isPositive();
        assertThat(BILLS.listDays("sandbox", day, day))
                .containsExactly(new BilledDay("sandbox", day, true, Usd.parse("20"), null));

        assertThat(reconciliation.run()).isPositive();

        assertThat(alarm.standing().waitingDays()).isZero();
        assertThat(off()).isTrue();
    }

    @Test
    void whatAProviderGivesBackIsKeptAndComparedWithNothing() {
        call(PRICE, 1_000_000, 0);
        String bill = line("echo-upstream", "input", "1000000", "1");

        create(bill + "\n" + line("sorry", "credit", "0", "-0.7"));

        assertThat(found()).isEqualTo(new Finding(Usd.parse("1"), false, 0, Usd.ZERO));
        assertThat(BILLS.listCredits("sandbox", day))
                .containsExactly(new BillCredit(day, "sorry", Usd.parse("-0.7")));
        assertThat(BILLS.sumCredits("sandbox", day, day)).isEqualTo(Usd.parse("-0.7"));
        assertThat(BILLS.list("sandbox", 1).getFirst().total()).isEqualTo(Usd.parse("1"));

        create(bill);

        assertThat(BILLS.listCredits("sandbox", day)).isEmpty();
        assertThat(BILLS.sumCredits("sandbox", day, day)).isEqualTo(Usd.ZERO);
    }

    @Test
    void aUsedDayThatBillsLeaveOutIsOff() {
        LocalDate left = day.plusDays(1);
        LocalDate last = day.plusDays(2);
        DAYS.addAndGet(2);
        call(left, PRICE, TokenCounts.of(TokenClass.INPUT, 1_000_000));

        create(line("m", "input", "5", "0.01"));
        assertThat(BILLS.listDays("sandbox", left, last)).isEmpty();
        create(last + ",m,input,5,0.01");

        assertThat(BILLS.listDays("sandbox", left, left))
                .containsExactly(
                        new BilledDay(
                                "sandbox",
                                left,
                                false,
                                Usd.ZERO,
                                new Finding(Usd.parse("1"), true, 1, Usd.parse("1"))));

        create(left + ",echo-upstream,input,1000000,1");

        assertThat(BILLS.listDays("sandbox", left, left))
                .containsExactly(
                        new BilledDay(
                                "sandbox",
                                left,
                                true,
                                Usd.parse("1"),
                                new Finding(Usd.parse("1"), false, 0, Usd.ZERO)));
    }

    @Test
    void aDayThatSomebodyElseHasInHandIsLeftToThem() throws SQLException {
        create(line("echo-upstream", "input", "5", "0.01"));
        try (Connection other = POOL.dataSource().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .execute("select from provider_bill_day where day = '" + day + "' for update");
            assertThat(BILLS.lockDay("sandbox", day)).isFalse();
            other.rollback();
            other.setAutoCommit(true);
        }
        assertThat(BILLS.lockDay("sandbox", day)).isTrue();
    }

    @Test
    void anotherToleranceIsAppliedToRecentDaysAndToNoOthers() {
        call(PRICE, 10_000_000, 0);
        create(line("echo-upstream", "input", "10000000", "10.11"));
        Instant soon = day.plusDays(90).atStartOfDay().toInstant(ZoneOffset.UTC);

        reconciliation(comparison, 200, soon.plus(Duration.ofDays(1))).run();
        assertThat(off()).isTrue();

        reconciliation(comparison, 200, soon).run();
        assertThat(off()).isFalse();
    }

    /** The catalogue may have learnt a name, or a record been put right. */
    @Test
    void whatIsOffIsComparedAgainADayLater() {
        create(line("echo-upstream", "input", "1000000", "1"));
        Instant later = day.plusDays(80).atStartOfDay().toInstant(ZoneOffset.UTC);
        World.execute(
                "update provider_bill_day set compared_at = '%s' where day = '%s'"
                        .formatted(later.minus(Duration.ofDays(1)), day));
        call(PRICE, 1_000_000, 0);

        reconciliation(comparison, 100, later).run();
        assertThat(off()).isTrue();

        reconciliation(comparison, 100, later.plusSeconds(1)).run();
        assertThat(off()).isFalse();
    }

    @Test
    void namesTheNewestDaysThatAreOffFirst() {
        LocalDate next = day.plusDays(1);
        DAYS.incrementAndGet();
        create(line("m", "input", "5", "1") + "\n" + next + ",m,input,6,2");
        var now =
                new BillAlarm(
                        BILLS, () -> next.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));

        assertThat(now.list(1_000))
                .extracting(BilledDay::day)
                .containsSubsequence(next, day)
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(now.standing().offDays()).isGreaterThanOrEqualTo(2);
    }

    private static BillImport bills(TenantScope tenants) {
        ProviderBills bills = new JpaProviderBills(tenants);
        ProviderUsage usage = new JpaProviderUsage(tenants, Prices.versions(tenants));
        var models = new SandboxModels();
        var book =
                new BillBook(
                        bills, new BillComparison(models, bills, usage), BillTolerance.DEFAULT);
        return new BillImport(
                models,
                book,
                new BillReconciliation(bills, book, BillTolerance.DEFAULT, () -> NOW),
                () -> NOW);
    }

    private boolean off() {
        return BILLS.listDays("sandbox", day, day).getFirst().isOff();
    }

    private @Nullable Finding found() {
        return BILLS.listDays("sandbox", day, day).getFirst().found();
    }

    private static BillReconciliation reconciliation(
            BillComparison comparison, int basisPoints, Instant now) {
        var tolerance = new BillTolerance(basisPoints);
        return new BillReconciliation(
                BILLS, new BillBook(BILLS, comparison, tolerance), tolerance, () -> now);
    }

    private BillImport bills(BillReconciliation reconciliation) {
        return new BillImport(
                new SandboxModels(),
                new BillBook(BILLS, comparison, BillTolerance.DEFAULT),
                reconciliation,
                () -> NOW);
    }

    private void call(PriceVersion price, long prompt, long completion) {
        call(price, TokenCounts.of(TokenClass.INPUT, prompt).with(TokenClass.OUTPUT, completion));
    }

    private void call(PriceVersion price, TokenCounts counts) {
        call(day, price, counts);
    }

    private void call(LocalDate day, PriceVersion price, TokenCounts counts) {
        NODE.settle(NODE.hold(ada, Usd.parse("15")), price, counts);
        World.post();
        Simulated.date(ada.account(), Instant.parse(day + "T12:00:00Z"));
    }

    private Outcome create(String lines) {
        return bills.create("sandbox", file(lines), "op@turnpike.example");
    }

    private static String file(String lines) {
        return "day,model,class,quantity,amount_usd\n" + lines;
    }

    private String line(String model, String tokenClass, String quantity, String amount) {
        return String.join(",", day.toString(), model, tokenClass, quantity, amount);
    }

    /** One provider that calls our only model otherwise. */
    private record SandboxModels() implements BilledModels {
        @Override
        public SortedMap<String, String> providers() {
            return new TreeMap<>(Map.of("sandbox", "Sandbox"));
        }

        @Override
        public Map<String, String> names(String provider) {
            return Map.of("acme/echo", "echo-upstream");
        }
    }
}
