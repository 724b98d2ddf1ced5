package dev.turnpike.journeys;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.journeys.Sale.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Many payments at a steady pace, whose events come one to twenty times, in disorder, beside
 * landing pages and the sweep, while servers are killed over some of them and some are told of by
 * nobody: each is credited once, and in time.
 */
@ExtendWith(Stage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class C10_PaymentsIT {

    /** The long version of this proof sets it to 10,000. */
    private static final int PAYMENTS = Integer.getInteger("turnpike.payments.count", 500);

    private static final long SEED = Long.getLong("turnpike.payments.seed", 4_714);

    /** On top of the others; nobody tells of any of them. */
    private static final int UNTOLD = PAYMENTS / 5;

    /** Of few payments the slowest hundredth is a handful, and a busy machine decides about it. */
    private static final int MOST = PAYMENTS < 10_000 ? 95 : 99;

    private static final Duration IN_TIME = Duration.ofSeconds(2);
    private static final Duration IN_TIME_WITHOUT_EVENTS = Duration.ofSeconds(60);

    /** Beyond what is promised, so that a late one is told from one that never comes. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static List<Sale> sales = List.of();
    private static List<Sale> untold = List.of();
    private static String landings = "";
    private static String deliveries = "";

    @BeforeAll
    static void payEverything() {
        Market market = Market.open(PAYMENTS, UNTOLD, SEED);
        sales = market.sales();
        untold = market.untold();
        try (market) {
            market.trade();
            Awaitility.await("credit of all payments")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(market::isSettled);
        } finally {
            landings = market.landings();
            deliveries = market.deliveries();
            assertThat(market.complaints()).as("answers to events and buyers").isEmpty();
        }
    }

    @AfterAll
    static void reportAndBalance() {
        Proof.report(
                "payments",
                "seed %d, %d payments, %s, %s; seconds from payment to credit (p50, p99, most): %s; all events lost: %s; the payments themselves: %s"
                        .formatted(
                                SEED,
                                PAYMENTS + UNTOLD,
                                deliveries,
                                landings,
                                Waits.byFate(sales),
                                Waits.of(untold),
                                Waits.ofPayment(sales)));
        Books.balance();
    }

    @Test
    @Order(1)
    void creditsEachPaymentOnce() {
        List<Sale> all = Stream.concat(sales.stream(), untold.stream()).toList();
        AccountId[] accounts = all.stream().map(Sale::account).distinct().toArray(AccountId[]::new);

        assertThat(Books.purchases(accounts))
                .as("credits in the journal")
                .containsExactlyInAnyOrderElementsOf(
                        all.stream()
                                .map(it -> new Books.Credit(it.account(), it.amount()))
                                .toList());
        assertThat(Market.paidAtTheSandbox(all))
                .as("payments at the sandbox")
                .isEqualTo(all.size());
        sums(all)
                .forEach(
                        (account, sum) ->
                                assertThat(Books.posted(account)).as("%s", account).isEqualTo(sum));
    }

    @Test
    @Order(2)
    void creditsWithinTwoSecondsOfThePayment() {
        assertThat(Waits.of(sales, Fate.TOLD).percentile(MOST)).isLessThanOrEqualTo(IN_TIME);
        assertThat(Waits.of(sales, Fate.LANDED).percentile(MOST)).isLessThanOrEqualTo(IN_TIME);
    }

    @Test
    @Order(3)
    void creditsWithinAMinuteWhatNobodyToldOfOrAServerDiedOver() {
        assertThat(Waits.of(sales, Fate.LOST).percentile(100))
                .isLessThanOrEqualTo(IN_TIME_WITHOUT_EVENTS);
        assertThat(Waits.of(sales, Fate.KILLED).percentile(100))
                .isLessThanOrEqualTo(IN_TIME_WITHOUT_EVENTS);
        assertThat(Waits.of(untold).percentile(100)).isLessThanOrEqualTo(IN_TIME_WITHOUT_EVENTS);
    }

    private static Map<AccountId, Usd> sums(List<Sale> all) {
        return all.stream()
                .collect(groupingBy(Sale::account, reducing(Usd.ZERO, Sale::amount, Usd::plus)));
    }
}
