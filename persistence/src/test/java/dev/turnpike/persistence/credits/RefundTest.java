package dev.turnpike.persistence.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.billing.credits.refunds.Refund.Status;
import dev.turnpike.billing.credits.refunds.RefundOrder;
import dev.turnpike.billing.credits.refunds.RefundOutcome;
import dev.turnpike.billing.credits.refunds.RefundOutcome.Asked;
import dev.turnpike.billing.credits.refunds.RefundOutcome.Disputed;
import dev.turnpike.billing.credits.refunds.RefundOutcome.InUse;
import dev.turnpike.billing.credits.refunds.RefundOutcome.TooLate;
import dev.turnpike.billing.credits.refunds.RefundOutcome.TooMuch;
import dev.turnpike.billing.credits.refunds.Refundable;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.credits.PaymentProvider.Line;
import dev.turnpike.persistence.spending.SpendingNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The credit goes first and the money follows, once; or the credit comes back. */
class RefundTest {

    private static final Pool POOL = TestDatabase.shared().appPool(2);
    private static final Duration SOON = Duration.ofMinutes(2);

    private final RefundWorld world = new RefundWorld("100", "19");
    private final SpendingNode node = new SpendingNode(POOL.dataSource());
    private Usd otherPayments = Usd.ZERO;

    @AfterEach
    void keepsTheBooks() {
        assertThat(world.clearing()).isEqualTo(world.provider.balance().plus(otherPayments));
        assertThat(World.discrepancies()).isEmpty();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void takesTheCreditAndThenTheMoneyWithItsTax() {
        Refund refund = asked(world.desk.create(world.order("10")));

        assertThat(refund.status()).isEqualTo(Status.PAID);
        assertThat(world.entries("REFUND_ASKED")).containsExactly("wallet -1000", "refunds 1000");
        assertThat(world.entries("REFUND"))
                .containsExactly("payment_clearing 1190", "refunds -1000", "tax_payable -190");
        assertThat(world.worth()).isEqualTo(Usd.parse("90"));
    }

    /** The books follow when it is made; only what customers are told depends on the sending. */
    @Test
    void isPendingUntilTheMoneyIsSent() {
        world.provider.line = Line.SLOW;
        assertThat(asked(world.desk.create(world.order("10"))).status()).isEqualTo(Status.PENDING);
        assertThat(world.entries("REFUND")).hasSize(3);
        world.follow();
        world.retryAfter(SOON);
        assertThat(world.refund().status()).isEqualTo(Status.PENDING);

        world.provider.sendLast();
        world.follow();
        world.follow();

        assertThat(world.refund().status()).isEqualTo(Status.PAID);
        assertThat(world.entries("REFUND")).hasSize(3);
        assertThat(world.worth()).isEqualTo(Usd.parse("90"));
    }

    @Test
    void givesTheCreditOfAPendingOneBackWhenItFails() {
        world.provider.line = Line.SLOW;
        world.desk.create(world.order("10"));

        world.provider.failLast();
        world.follow();

        assertThat(world.refund().status()).isEqualTo(Status.FAILED);
        assertThat(world.worth()).isEqualTo(Usd.parse("100"));
    }

    @Test
    void isNotTakenAgainByItsEvents() {
        world.desk.create(world.order("10"));

        world.follow();
        world.follow();

        assertThat(world.worth()).isEqualTo(Usd.parse("90"));
        assertThat(world.entries("REFUND")).hasSize(3);
    }

    /** One look at the payment, and so one transaction, tells that one failed and one was made. */
    @Test
    void hasTheTaxOfItsPartWhenTheOneBeforeItFailed() {
        world.provider.refund(Usd.parse("119"));
        world.follow();
        world.provider.failLast();
        world.provider.refund(Usd.parse("59.5"));

        world.follow();

        assertThat(world.worth()).isEqualTo(Usd.parse("50"));
        assertThat(world.taxPayable()).isEqualTo(Usd.parse("9.5"));
        assertThat(world.clearing()).isEqualTo(Usd.parse("59.5"));
    }

    @Test
    void isSettledByItsEventWhenTheAnswerIsLost() {
        world.provider.line = Line.ANSWER_LOST;
        assertThat(asked(world.desk.create(world.order("10"))).status()).isEqualTo(Status.ASKED);

        world.follow();
        world.provider.line = Line.GOOD;
        world.retryAfter(SOON);

        assertThat(world.refund().status()).isEqualTo(Status.PAID);
        assertThat(world.provider.asked).isEqualTo(1);
    }

    @Test
    void isFoundAgainWhenNeitherAnswerNorEventCame() {
        world.provider.line = Line.ANSWER_LOST;
        world.desk.create(world.order("10"));
        world.provider.line = Line.GOOD;
        world.provider.forgets = true;

        world.retryAfter(SOON);
        world.follow();

        assertThat(world.refund().status()).isEqualTo(Status.PAID);
        assertThat(world.provider.asked).isEqualTo(1);
    }

    @Test
    void isAskedForByTheJobWhenTheServerDiedBeforeIt() {
        world.asking.take(world.order("10"));
        assertThat(world.clearing()).isEqualTo(Usd.parse("119"));

        world.retryAfter(SOON);

        assertThat(world.refund().status()).isEqualTo(Status.PAID);
    }

    @Test
    void waitsForAProviderThatIsAwayAndGoesOn() {
        world.provider.line = Line.DEAD;
        world.desk.create(world.order("10"));
        world.retryAfter(SOON);
        assertThat(world.refund().failures()).isEqualTo(2);
        assertThat(world.refund().problem()).isEqualTo("Nobody answers");

        world.provider.line = Line.GOOD;
        world.retryAfter(SOON);

        assertThat(world.refund().status()).isEqualTo(Status.PAID);
        assertThat(world.refund().problem()).isNull();
    }

    @Test
    void isASentenceOfTheCheckWhenItHangs() {
        world.now = world.now.minus(Duration.ofMinutes(11));
        world.provider.line = Line.DEAD;
        world.desk.create(world.order("10"));

        assertThat(World.discrepancies())
                .singleElement()
                .asString()
                .contains(world.refund().id().toString(), "Nobody answers");

        world.provider.line = Line.GOOD;
        world.retryAfter(SOON);
    }

    @Test
    void givesTheCreditBackWhenItIsRefused() {
        world.provider.refund(Usd.parse("119"));

        Refund refund = asked(world.desk.create(world.order("10")));
        assertThat(refund.status()).isEqualTo(Status.FAILED);
        assertThat(refund.problem()).isEqualTo("It has already been refunded");
        assertThat(world.worth()).isEqualTo(Usd.parse("100"));

        world.follow();
        assertThat(world.worth()).isEqualTo(Usd.ZERO);
    }

    @Test
    void isNotDroppedWhenItIsItselfWhatLeftNothing() {
        world.provider.line = Line.ANSWER_LOST;
        RefundOrder order = world.order("100");
        world.desk.create(order);
        world.provider.line = Line.GOOD;
        world.provider.forgets = true;

        world.provider.blind = 1;
        world.retryAfter(SOON);

        assertThat(world.provider.asked).isEqualTo(2);
        assertThat(world.refund().status()).isEqualTo(Status.PAID);
        assertThat(world.worth()).isEqualTo(Usd.ZERO);
    }

    @Test
    void givesTheCreditBackWhenTheCardIsClosed() {
        world.provider.line = Line.CARD_CLOSED;

        Refund refund = asked(world.desk.create(world.order("10")));
        world.follow();

        assertThat(refund.status()).isEqualTo(Status.FAILED);
        assertThat(refund.problem()).isEqualTo("expired_or_canceled_card");
        assertThat(world.worth()).isEqualTo(Usd.parse("100"));
    }

    @Test
    void givesTheCreditBackToItsLotWhenItFailsLater() {
        world.desk.create(world.order("10"));
        world.provider.failLast();

        world.follow();
        world.follow();

        assertThat(world.refund().status()).isEqualTo(Status.FAILED);
        assertThat(world.refund().problem()).isEqualTo("lost_or_stolen_card");
        assertThat(world.refundable().most()).isEqualTo(Usd.parse("100"));
        assertThat(world.taxPayable()).isEqualTo(Usd.parse("19"));
    }

    @Test
    void neverTakesMoreThanIsLeftOfThePurchase() {
        World.promote(world.acme, Usd.parse("5"), null);
        World.topUp(world.acme, Usd.parse("50"));
        otherPayments = Usd.parse("50");
        spend("37.123456789");

        assertThat(world.refundable())
                .isEqualTo(
                        new Refundable(Usd.parse("67.87"), Usd.parse("67.87"), Usd.parse("12.90")));
        assertThat(world.desk.create(world.order("67.88")))
                .isEqualTo(new TooMuch(Usd.parse("67.87")));
        assertThat(asked(world.desk.create(world.order("67.87"))).status()).isEqualTo(Status.PAID);
        assertThat(world.desk.create(world.order("0.01"))).isEqualTo(new TooMuch(Usd.ZERO));
        assertThat(world.worth()).isEqualTo(Usd.parse("50.006543211"));
    }

    @Test
    void asksForLentCreditBackAndTakesItThen() {
        Reservation running = node.hold(world.caller, Usd.parse("80"));

        assertThat(world.desk.create(world.order("100"))).isInstanceOf(InUse.class);
        assertThat(World.balance(world.acme).posted()).isEqualTo(Usd.parse("100"));
        node.settle(running, Usd.parse("1"));
        node.leases.giveBack();

        assertThat(asked(world.desk.create(world.order("99"))).status()).isEqualTo(Status.PAID);
    }

    @Test
    void isAskedForOnceHoweverOftenItsFormIsSent() throws Exception {
        RefundOrder order = world.order("30");

        List<RefundOutcome> outcomes = atOnce(8, () -> world.desk.create(order));

        assertThat(outcomes).allMatch(Asked.class::isInstance);
        assertThat(world.refunds()).hasSize(1);
        assertThat(world.worth()).isEqualTo(Usd.parse("70"));
    }

    @Test
    void sharesOutWhatIsLeftAmongManyAtOnce() throws Exception {
        List<RefundOutcome> outcomes = atOnce(8, () -> world.desk.create(world.order("30")));

        assertThat(outcomes).filteredOn(Asked.class::isInstance).hasSize(3);
        assertThat(outcomes).contains(new TooMuch(Usd.parse("10")));
        assertThat(world.worth()).isEqualTo(Usd.parse("10"));
    }

    @Test
    void paysAllTaxBackWithTheLastCent() {
        for (String part : List.of("33.33", "0.01", "16.66", "49.99", "0.01")) {
            assertThat(asked(world.desk.create(world.order(part))).status()).isEqualTo(Status.PAID);
        }

        assertThat(world.provider.balance()).isEqualTo(Usd.ZERO);
        assertThat(world.taxPayable()).isEqualTo(Usd.ZERO);
    }

    @Test
    void countsWhatSomebodyElsePaysBackMeanwhile() {
        world.asking.take(world.order("50"));
        world.provider.refund(Usd.parse("59.50"));
        world.follow();

        world.retryAfter(SOON);

        assertThat(world.refund().status()).isEqualTo(Status.PAID);
        assertThat(world.worth()).isEqualTo(Usd.ZERO);
        assertThat(world.taxPayable()).isEqualTo(Usd.ZERO);
    }

    @Test
    void givesWayToADispute() {
        world.asking.take(world.order("40"));
        world.provider.dispute();
        world.follow();
        assertThat(world.worth()).isEqualTo(Usd.parse("-40"));

        world.retryAfter(SOON);

        assertThat(world.refund().status()).isEqualTo(Status.FAILED);
        assertThat(world.worth()).isEqualTo(Usd.ZERO);
        assertThat(world.taxPayable()).isEqualTo(Usd.ZERO);
        assertThat(world.desk.create(world.order("1"))).isEqualTo(new Disputed());
    }

    @Test
    void isForCustomersOnlyWithinTheWindowAndForOperatorsAnyTime() {
        world.now = world.now.plus(Duration.ofDays(14)).plusSeconds(1);

        assertThat(world.desk.create(world.order("1"))).isInstanceOf(TooLate.class);
        Refund refund = asked(world.desk.create(world.order("1", RefundWorld.OPERATOR)));

        assertThat(refund.status()).isEqualTo(Status.PAID);
        assertThat(world.refund().asker()).isEqualTo(RefundWorld.OPERATOR);
    }

    private static Refund asked(RefundOutcome outcome) {
        assertThat(outcome).isInstanceOf(Asked.class);
        return ((Asked) outcome).refund();
    }

    private void spend(String amount) {
        node.settle(node.hold(world.caller, Usd.parse(amount)), Usd.parse(amount));
        node.leases.giveBack();
    }

    private static <T> List<T> atOnce(int times, Callable<T> act) throws Exception {
        try (var threads = Executors.newFixedThreadPool(times)) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(act));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }
}
