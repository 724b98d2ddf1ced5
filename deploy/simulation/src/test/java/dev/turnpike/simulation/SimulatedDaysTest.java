package dev.turnpike.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import dev.turnpike.billing.credits.PaymentMovement;
import dev.turnpike.billing.credits.PaymentMovements;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.BillBook;
import dev.turnpike.billing.reconciliation.BillComparison;
import dev.turnpike.billing.reconciliation.BillImport;
import dev.turnpike.billing.reconciliation.BillReconciliation;
import dev.turnpike.billing.reconciliation.BillTolerance;
import dev.turnpike.billing.reconciliation.BilledModels;
import dev.turnpike.billing.reconciliation.PaymentDay;
import dev.turnpike.billing.reconciliation.PaymentDayBook;
import dev.turnpike.billing.reconciliation.PaymentDays;
import dev.turnpike.billing.reconciliation.PaymentReconciliation;
import dev.turnpike.billing.reconciliation.PaymentReconciliation.Compared;
import dev.turnpike.billing.reconciliation.ProviderBills;
import dev.turnpike.billing.reconciliation.ProviderUsage;
import dev.turnpike.billing.statements.MonthlyStatement;
import dev.turnpike.billing.statements.MonthlyStatement.Item;
import dev.turnpike.billing.statements.MonthlyStatements;
import dev.turnpike.billing.usage.Generations.ModelSpend;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.reconciliation.Reconciliations;
import dev.turnpike.persistence.spending.SpendingNode;
import dev.turnpike.persistence.statements.Statements;
import dev.turnpike.persistence.usage.Calls;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Days of purchases, refunds, disputes and calls: the payment provider, the journal, what calls
 * were priced at, a provider's bill and the tenants' statements agree to the last digit; and a cent
 * that is wrong in any of them is found by the next comparison.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SimulatedDaysTest {

    private static final int DAYS = Integer.getInteger("turnpike.reconciliation.days", 5);
    private static final long SEED = Long.getLong("turnpike.reconciliation.seed", 8);
    private static final LocalDate FIRST = LocalDate.parse("2035-03-01");
    private static final LocalDate LAST = FIRST.plusDays(DAYS);
    private static final Usd CENT = Usd.ofCents(1);
    private static final long CENT_NANOS = CENT.nanos();

    private static final Pool POOL = TestDatabase.shared().appPool(2);
    private static final SpendingNode NODE = new SpendingNode(POOL.dataSource());
    private static final PaymentDays PAYMENT_DAYS = Reconciliations.paymentDays();
    private static final ProviderBills BILLS = Reconciliations.bills();
    private static final ProviderUsage USAGE = Reconciliations.usage();
    private static final MonthlyStatements STATEMENTS = Statements.monthly();

    private static final SimulatedShop SHOP = new SimulatedShop(SimulatedShop.startOf(FIRST));
    private static final Trade TRADE = new Trade(SHOP, NODE, SEED);
    private static String listedUntil;

    private record Movements(PaymentMovements all, UnaryOperator<PaymentMovement> change)
            implements PaymentMovements {
        @Override
        public List<PaymentMovement> list(Instant from, Instant to) {
            return all.list(from, to).stream().map(change).toList();
        }
    }

    private record OneModel() implements BilledModels {
        @Override
        public SortedMap<String, String> providers() {
            return new TreeMap<>(Map.of("sandbox", "Sandbox"));
        }

        @Override
        public Map<String, String> names(String provider) {
            return Map.of("acme/echo", "echo");
        }
    }

    @BeforeAll
    static void live() throws StripeException {
        forget();
        listedUntil = World.texts("select listed_until from payment_event_listing").getFirst();
        World.execute(
                "update payment_event_listing set listed_until = '%s'"
                        .formatted(SimulatedShop.startOf(FIRST)));
        reconciliation(each -> each).compare(FIRST.minusDays(1));
        for (LocalDate day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
            TRADE.live(day);
        }
    }

    @AfterAll
    static void end() throws SQLException {
        forget();
        World.execute(
                "update payment_event_listing set listed_until = '%s'".formatted(listedUntil));
        SHOP.close();
        POOL.close();
    }

    private static void forget() {
        World.execute(
                "delete from payment_difference; delete from payment_day; delete from payment_movement");
    }

    @Test
    @Order(1)
    void everyDayAgreesWithThePaymentProvider() {
        SHOP.set(SimulatedShop.startOf(LAST).plus(Duration.ofHours(3)));

        assertThat(reconciliation(each -> each).run()).isEqualTo(DAYS);
        assertThat(PAYMENT_DAYS.list(0, DAYS)).allMatch(PaymentDay::agrees);
        assertThat(PAYMENT_DAYS.standing().unexplained()).isEqualTo(Usd.ZERO);
        assertThat(PAYMENT_DAYS.standing().failedDays()).isZero();

        Usd theirs =
                PAYMENT_DAYS.list(0, DAYS).stream()
                        .map(day -> day.sums().paid().plus(day.sums().returned()))
                        .reduce(Usd.ZERO, Usd::plus);
        long cents =
                TRADE.tenants.stream()
                        .mapToLong(each -> each.boughtCents - each.returnedCents)
                        .sum();
        assertThat(theirs).isEqualTo(Usd.ofCents(cents));
    }

    @Test
    @Order(2)
    void everyStatementAgreesWithThePaymentsAndCallsOfItsTenant() {
        for (Trade.Tenant tenant : TRADE.tenants) {
            MonthlyStatement statement = statement(tenant);

            assertThat(statement.amount(Item.PURCHASES)).isEqualTo(Usd.ofCents(tenant.boughtCents));
            assertThat(
                            statement
                                    .amount(Item.REFUNDED_PAYMENTS)
                                    .plus(statement.amount(Item.DISPUTED_PAYMENTS)))
                    .isEqualTo(Usd.ofCents(-tenant.returnedCents));
            assertThat(statement.amount(Item.USAGE)).isEqualTo(tenant.cost.negate());
            assertThat(statement.closing()).isEqualTo(World.balance(tenant.account).posted());
            assertThat(spent(tenant)).isEqualTo(tenant.cost);
        }
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    @Order(3)
    void everyDayAgreesWithTheProvidersBill() {
        SHOP.set(SimulatedShop.startOf(LAST).plus(Duration.ofHours(3)));
        assertThat(bills().create("sandbox", bill(0), "op"))
                .isInstanceOf(BillImport.Imported.class);

        for (LocalDate day : TRADE.tokens.keySet()) {
            assertThat(comparison().list("sandbox", day))
                    .allSatisfy(
                            row -> {
                                assertThat(row.variance()).isEqualTo(Usd.ZERO);
                                assertThat(row.theirQuantity()).isEqualTo(row.ourQuantity());
                            });
        }
        assertThat(billedOtherwise()).isEmpty();
        System.out.printf(
                "PROOF reconciliation: seed %d, %d days, %d payments, %d refunds, %d disputes, %d calls: 0 unexplained cents%n",
                SEED, DAYS, TRADE.purchases, TRADE.refunds, TRADE.disputes, TRADE.calls);
    }

    @Test
    @Order(4)
    void findsACentThatIsWrongInTheJournal() {
        String payment = TRADE.buyAt(SimulatedShop.startOf(LAST).plus(Duration.ofHours(12)));
        SHOP.set(SimulatedShop.startOf(LAST.plusDays(1)).plus(Duration.ofHours(2)));
        pastTheGuard(
                """
                update journal_transaction
                set payment_clearing_nanos = payment_clearing_nanos - %1$d, wallet_nanos = wallet_nanos + %1$d
                where kind = 'PURCHASE' and reference = '%2$s'
                """
                        .formatted(CENT_NANOS, payment));

        assertThat(reconciliation(each -> each).run()).isEqualTo(1);
        PaymentDay found = PAYMENT_DAYS.find(LAST).orElseThrow();
        assertThat(found.unexplained()).isEqualTo(CENT);
        assertThat(PAYMENT_DAYS.listDifferences(LAST))
                .singleElement()
                .satisfies(it -> assertThat(it.subject()).isEqualTo(payment));

        pastTheGuard(
                """
                update journal_transaction
                set payment_clearing_nanos = payment_clearing_nanos + %1$d, wallet_nanos = wallet_nanos - %1$d
                where kind = 'PURCHASE' and reference = '%2$s'
                """
                        .formatted(CENT_NANOS, payment));
        assertThat(compare(each -> each).agrees()).isTrue();
    }

    @Test
    @Order(5)
    void findsACentThatIsWrongAtThePaymentProvider() {
        String payment = TRADE.buyAt(SimulatedShop.startOf(LAST).plus(Duration.ofHours(13)));
        SHOP.set(SimulatedShop.startOf(LAST.plusDays(1)).plus(Duration.ofHours(2)));

        PaymentDay found = compare(each -> each.subject().equals(payment) ? plusACent(each) : each);

        assertThat(found.unexplained()).isEqualTo(CENT);
        assertThat(compare(each -> each).agrees()).isTrue();
    }

    @Test
    @Order(6)
    void findsACentThatIsWrongInABill() {
        SHOP.set(SimulatedShop.startOf(LAST).plus(Duration.ofHours(3)));

        bills().create("sandbox", bill(CENT_NANOS), "op");

        assertThat(billedOtherwise()).containsExactly(CENT);
        bills().create("sandbox", bill(0), "op");
        assertThat(billedOtherwise()).isEmpty();
    }

    @Test
    @Order(7)
    void findsACentThatIsWrongInTheRecordOfACall() {
        Trade.Tenant tenant =
                TRADE.tenants.stream()
                        .filter(each -> !each.cost.isZero())
                        .findFirst()
                        .orElseThrow();
        String wrong =
                """
                update generation set cost_nanos = cost_nanos + (%d)
                where generation_id = (
                    select generation_id from generation where account_id = '%s'
                    order by settled_at, generation_id limit 1)
                """;
        pastTheGuard(wrong.formatted(CENT_NANOS, tenant.account));

        assertThat(World.discrepancies()).anyMatch(it -> it.contains(tenant.account.toString()));
        assertThat(statement(tenant).amount(Item.USAGE)).isEqualTo(tenant.cost.plus(CENT).negate());

        pastTheGuard(wrong.formatted(-CENT_NANOS, tenant.account));
        assertThat(World.discrepancies()).isEmpty();
    }

    private static PaymentDay compare(UnaryOperator<PaymentMovement> change) {
        return ((Compared) reconciliation(change).compare(LAST)).day();
    }

    private static PaymentReconciliation reconciliation(UnaryOperator<PaymentMovement> change) {
        return new PaymentReconciliation(
                new Movements(SHOP.movements(), change),
                PAYMENT_DAYS,
                new PaymentDayBook(PAYMENT_DAYS),
                SHOP);
    }

    private static PaymentMovement plusACent(PaymentMovement movement) {
        return new PaymentMovement(
                movement.id(),
                movement.kind(),
                movement.subject(),
                movement.payment(),
                movement.amount().plus(CENT),
                movement.fee(),
                movement.createdAt(),
                movement.isPending());
    }

    private static BillComparison comparison() {
        return new BillComparison(new OneModel(), BILLS, USAGE);
    }

    private static BillImport bills() {
        var book = new BillBook(BILLS, comparison(), BillTolerance.DEFAULT);
        var reconciliation = new BillReconciliation(BILLS, book, BillTolerance.DEFAULT, SHOP);
        return new BillImport(new OneModel(), book, reconciliation, SHOP);
    }

    /** By how much the provider's days are above ours, of those that are. */
    private static List<Usd> billedOtherwise() {
        return BILLS.listDays("sandbox", FIRST, LAST).stream()
                .map(day -> day.theirs().minus(Objects.requireNonNull(day.found()).ours()))
                .filter(variance -> !variance.isZero())
                .toList();
    }

    /** A token in costs a thousand nano-dollars, a token out two thousand. */
    private static String bill(long errorNanos) {
        StringBuilder file = new StringBuilder("day,model,class,quantity,amount_usd\n");
        long error = errorNanos;
        for (Map.Entry<LocalDate, long[]> day : TRADE.tokens.entrySet()) {
            long in = day.getValue()[0];
            long out = day.getValue()[1];
            line(file, day.getKey() + ",echo,input," + in, in * 1_000 + error);
            line(file, day.getKey() + ",echo,output," + out, out * 2_000);
            error = 0;
        }
        return file.toString();
    }

    private static void line(StringBuilder file, String cells, long nanos) {
        file.append(cells).append(',').append(new Usd(nanos).toPlainString()).append('\n');
    }

    private static MonthlyStatement statement(Trade.Tenant tenant) {
        return STATEMENTS.get(
                tenant.account,
                SimulatedShop.startOf(FIRST),
                SimulatedShop.startOf(LAST.plusDays(2)),
                20);
    }

    private static Usd spent(Trade.Tenant tenant) {
        return Calls.generations()
                .listSpend(
                        tenant.account,
                        SimulatedShop.startOf(FIRST),
                        SimulatedShop.startOf(LAST.plusDays(2)))
                .stream()
                .map(ModelSpend::cost)
                .reduce(Usd.ZERO, Usd::plus);
    }

    private static void pastTheGuard(String sql) {
        World.execute("begin; set local session_replication_role = replica; " + sql + "; commit");
    }
}
