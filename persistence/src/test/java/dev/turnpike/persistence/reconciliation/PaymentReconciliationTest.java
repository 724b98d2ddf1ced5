package dev.turnpike.persistence.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PaymentMovement;
import dev.turnpike.billing.credits.PaymentMovement.Kind;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.billing.ledger.Entry;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.LedgerAccount;
import dev.turnpike.billing.ledger.PaidLots;
import dev.turnpike.billing.ledger.Posting;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.PaymentDay;
import dev.turnpike.billing.reconciliation.PaymentDayBook;
import dev.turnpike.billing.reconciliation.PaymentDays;
import dev.turnpike.billing.reconciliation.PaymentDifference;
import dev.turnpike.billing.reconciliation.PaymentReconciliation;
import dev.turnpike.billing.reconciliation.PaymentReconciliation.Compared;
import dev.turnpike.billing.reconciliation.PaymentReconciliation.NotOver;
import dev.turnpike.billing.reconciliation.PaymentReconciliation.Unreadable;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.ledger.Ledgers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In years to come, in which no other test has payments. */
class PaymentReconciliationTest {

    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final PaymentDays DAYS = DATABASE.keeper(PaymentDays.class, JpaPaymentDays::new);
    private static final Ledger LEDGER = DATABASE.keeper(Ledger.class, Ledgers::of);
    private static final PaidLots LOTS = DATABASE.keeper(PaidLots.class, Ledgers::paidLots);

    /** Each test has a week of its own: what it books stays. */
    private static int weeks;

    private final LocalDate monday = LocalDate.parse("2031-06-02").plusWeeks(weeks++);
    private final LocalDate tuesday = monday.plusDays(1);
    private final String noon = monday + "T12:00:00Z";

    private final AccountId acme = World.tenant(Usd.ZERO).account();
    private final String payment = "pi_" + UUID.randomUUID();
    private final String refund = "re_" + UUID.randomUUID();
    private final String dispute = "du_" + UUID.randomUUID();
    private final BalanceInMemory balance = new BalanceInMemory();

    @BeforeEach
    @AfterEach
    void nothingIsKnown() {
        World.execute(
                """
                delete from payment_difference; delete from payment_day; delete from payment_movement;
                update payment_reconciliation set claimed_until = '-infinity'
                """);
    }

    @Test
    void agreesWhenEverythingIsBookedOnce() {
        balance.move(Kind.PURCHASE, payment, payment, "25", noon);
        balance.move(Kind.REFUND, refund, payment, "-4", noon);
        buy("25", noon);
        refund("4", noon);

        PaymentDay found = compare(monday);

        assertThat(found.agrees()).isTrue();
        assertThat(found.sums().movements()).isEqualTo(2);
        assertThat(found.sums().paid()).isEqualTo(Usd.parse("25"));
        assertThat(found.sums().returned()).isEqualTo(Usd.parse("-4"));
        assertThat(DAYS.find(monday)).contains(found);
        assertThat(DAYS.listDifferences(monday)).isEmpty();
    }

    @Test
    void agreesOnARefundThatWeAskedForOnceItIsMade() {
        balance.move(Kind.PURCHASE, payment, payment, "25", noon);
        buy("25", noon);
        askForRefund("4", noon);

        assertThat(compare(monday).agrees()).isTrue();

        balance.move(Kind.REFUND, refund, payment, "-4", noon);

        assertThat(compare(monday).unexplained()).isEqualTo(Usd.parse("4"));

        makeRefund("4", noon);

        assertThat(compare(monday).agrees()).isTrue();
    }

    @Test
    void findsWhatWasBookedAMomentAfterMidnight() {
        balance.move(Kind.PURCHASE, payment, payment, "25", monday + "T23:59:59Z");
        buy("25", tuesday + "T00:00:02Z");

        assertThat(compare(monday).agrees()).isTrue();
        assertThat(compare(tuesday).agrees()).isTrue();
    }

    @Test
    void findsWhatOurClockCallsTheDayBefore() {
        balance.move(Kind.PURCHASE, payment, payment, "25", tuesday + "T00:00:01Z");
        buy("25", monday + "T23:59:58Z");

        assertThat(compare(monday).agrees()).isTrue();
        assertThat(compare(tuesday).agrees()).isTrue();
    }

    @Test
    void namesAPaymentThatIsNotBooked() {
        balance.move(Kind.PURCHASE, payment, payment, "25", noon);

        PaymentDay found = compare(monday);

        assertThat(found.unexplained()).isEqualTo(Usd.parse("25"));
        assertThat(DAYS.listDifferences(monday))
                .containsExactly(
                        new PaymentDifference("PURCHASE", payment, payment, Usd.parse("25"), null));
    }

    @Test
    void namesAPaymentThatThePaymentProviderDoesNotKnow() {
        buy("25", noon);

        assertThat(compare(monday).unexplained()).isEqualTo(Usd.parse("25"));
        assertThat(DAYS.listDifferences(monday))
                .containsExactly(
                        new PaymentDifference("PURCHASE", payment, null, null, Usd.parse("25")));
    }

    @Test
    void findsASingleCentInOneOfManyPayments() {
        for (int i = 0; i < 50; i++) {
            String other = "pi_" + UUID.randomUUID();
            balance.move(Kind.PURCHASE, other, other, "10", noon);
            World.topUp(acme, Usd.parse("10"), other);
        }
        balance.move(Kind.PURCHASE, payment, payment, "10.01", noon);
        buy("10", noon);

        PaymentDay found = compare(monday);

        assertThat(found.differences()).isEqualTo(1);
        assertThat(found.unexplained()).isEqualTo(Usd.parse("0.01"));
        assertThat(DAYS.standing().unexplained()).isEqualTo(Usd.parse("0.01"));
    }

    @Test
    void errorsDoNotOffsetEachOther() {
        String other = "pi_" + UUID.randomUUID();
        balance.move(Kind.PURCHASE, payment, payment, "10.01", noon);
        balance.move(Kind.PURCHASE, other, other, "9.99", noon);
        buy("10", noon);
        World.topUp(acme, Usd.parse("10"), other);

        assertThat(compare(monday).unexplained()).isEqualTo(Usd.parse("0.02"));
    }

    @Test
    void aDisputeThatIsLostMovesNothingMore() {
        balance.move(Kind.PURCHASE, payment, payment, "10", noon);
        balance.move(Kind.DISPUTE, dispute, payment, "-10", noon);
        buy("10", noon);
        dispute("10", noon);
        LEDGER.post(
                posting(
                        Posting.Kind.DISPUTE_LOST,
                        dispute,
                        new Entry(LedgerAccount.DISPUTES, Usd.parse("-10")),
                        new Entry(LedgerAccount.PAYMENT_CLEARING, Usd.parse("10"))));
        date(tuesday + "T12:00:00Z");

        assertThat(compare(monday).agrees()).isTrue();
        assertThat(compare(tuesday).agrees()).isTrue();
    }

    @Test
    void aDisputeThatIsWonComesBackOnItsDay() {
        balance.move(Kind.PURCHASE, payment, payment, "10", noon);
        balance.move(Kind.DISPUTE, dispute, payment, "-10", noon);
        balance.move(Kind.DISPUTE_WON, dispute, payment, "10", tuesday + "T12:00:00Z");
        buy("10", noon);
        dispute("10", noon);
        LEDGER.giveBack(acme, Posting.Kind.DISPUTE, dispute, Posting.Kind.DISPUTE_WON);
        date(tuesday + "T12:00:00Z");

        assertThat(compare(tuesday).agrees()).isTrue();
        assertThat(compare(monday).agrees()).isTrue();
    }

    @Test
    void whatWentAndCameBackBeforeAnybodyBookedItIsNoDifference() {
        balance.move(Kind.PURCHASE, payment, payment, "10", noon);
        balance.move(Kind.DISPUTE, dispute, payment, "-10", noon);
        balance.move(Kind.DISPUTE_WON, dispute, payment, "10", monday + "T12:30:00Z");
        buy("10", noon);

        assertThat(compare(monday).agrees()).isTrue();
    }

    @Test
    void namesACreditThatWasReversedThoughItsPaymentIsThere() {
        balance.move(Kind.PURCHASE, payment, payment, "10", noon);
        buy("10", noon);
        assertThat(compare(monday).agrees()).isTrue();
        World.texts(
                "select reverse_transaction(?, transaction_id, 'a test') from journal_transaction where reference = ?",
                acme.value(),
                payment);
        date(tuesday + "T12:00:00Z");

        assertThat(compare(tuesday).differences()).isEqualTo(1);
        assertThat(DAYS.listDifferences(tuesday))
                .containsExactly(
                        new PaymentDifference(
                                "PURCHASE", payment, payment, Usd.parse("10"), Usd.ZERO));
    }

    @Test
    void setsFeesAndPayoutsApart() {
        balance.add(movement(Kind.PURCHASE, payment, payment, "10", "0.59", noon));
        balance.move(Kind.FEE, "fee_1", null, "-2", noon);
        balance.move(Kind.TRANSFER, "po_1", null, "-300", noon);
        buy("10", noon);

        PaymentDay found = compare(monday);

        assertThat(found.agrees()).isTrue();
        assertThat(found.sums().fees()).isEqualTo(Usd.parse("2.59"));
        assertThat(found.sums().transferred()).isEqualTo(Usd.parse("-300"));
    }

    @Test
    void namesWhatTheBooksCannotKnow() {
        balance.move(Kind.OTHER, "adj_1", null, "-7", noon);

        assertThat(compare(monday).unexplained()).isEqualTo(Usd.parse("7"));
        assertThat(DAYS.listDifferences(monday))
                .containsExactly(
                        new PaymentDifference("OTHER", "adj_1", null, Usd.parse("-7"), null));
    }

    /** As one that was paid otherwise than ordered, and paid back by hand. */
    @Test
    void aPaymentThatWasNeverBookedIsNoDifferenceOnceAllOfItWentBack() {
        balance.move(Kind.PURCHASE, payment, payment, "12", noon);
        balance.move(Kind.REFUND, "re_1" + payment, payment, "-5", noon);
        assertThat(compare(monday).unexplained()).isEqualTo(Usd.parse("17"));

        balance.move(Kind.REFUND, "re_2" + payment, payment, "-7", noon);
        assertThat(compare(monday).agrees()).isTrue();
    }

    @Test
    void forgetsWhatThePaymentProviderDoesNotSayAnyMore() {
        balance.move(Kind.PURCHASE, payment, payment, "25", noon);
        compare(monday);
        balance.movements.clear();

        assertThat(compare(monday).agrees()).isTrue();
    }

    /** A bank is asked on one day and pays on a later one, and that is when we book it. */
    @Test
    void aPaymentOnItsWayIsNoDifferenceAndComparedOnceItIsBooked() {
        balance.movements.add(onItsWay("25"));
        assertThat(compare(monday).agrees()).isTrue();
        assertThat(DAYS.listToCompareAgain(monday, monday, 7, 10)).containsExactly(monday);

        balance.movements.clear();
        balance.move(Kind.PURCHASE, payment, payment, "25", noon);
        assertThat(compare(monday).unexplained()).isEqualTo(Usd.parse("25"));

        buy("25", tuesday + "T12:00:00Z");
        assertThat(compare(monday).agrees()).isTrue();
        assertThat(compare(tuesday).agrees()).isTrue();
        assertThat(DAYS.listToCompareAgain(monday, monday, 7, 10)).isEmpty();
    }

    @Test
    void namesAnotherAmountOfAPaymentOnItsWayThatIsBooked() {
        balance.movements.add(onItsWay("25"));
        buy("24.99", noon);

        assertThat(compare(monday).unexplained()).isEqualTo(Usd.parse("0.01"));
    }

    @Test
    void aPaymentThatFailedAndCameBackIsNoDifference() {
        balance.movements.add(onItsWay("25"));
        balance.move(Kind.PURCHASE, payment, payment, "-25", tuesday + "T12:00:00Z");

        assertThat(compare(monday).agrees()).isTrue();
        assertThat(compare(tuesday).agrees()).isTrue();
    }

    @Test
    void doesNotCompareADayThatIsNotOver() {
        var early = reconciliation(Instant.parse(monday + "T23:59:59Z"));

        assertThat(early.compare(monday)).isInstanceOf(NotOver.class);
        assertThat(DAYS.find(monday)).isEmpty();
    }

    @Test
    void keepsWhyADayCouldNotBeComparedAndWhatWasFoundBefore() {
        balance.move(Kind.PURCHASE, payment, payment, "25", noon);
        compare(monday);
        balance.fault = new IllegalStateException("txn_1 is in eur");

        assertThat(later().compare(monday)).isEqualTo(new Unreadable("txn_1 is in eur"));
        assertThat(DAYS.find(monday))
                .hasValueSatisfying(
                        day -> {
                            assertThat(day.problem()).isEqualTo("txn_1 is in eur");
                            assertThat(day.unexplained()).isEqualTo(Usd.parse("25"));
                        });
        assertThat(DAYS.standing().failedDays()).isEqualTo(1);
    }

    @Test
    void catchesUpOnceTheOutageIsOverAndOnlyThen() {
        compare(monday);
        var after = reconciliation(Instant.parse(monday.plusDays(4) + "T02:00:00Z"));
        balance.fault =
                new PaymentsUnavailable(
                        "away", new IllegalStateException(), PaymentsUnavailable.Obstacle.AWAY);
        assertThat(after.run()).isZero();

        balance.fault = null;
        assertThat(after.run()).isEqualTo(3);
        assertThat(after.run()).isZero();
        assertThat(DAYS.list(0, 10)).extracting(PaymentDay::day).hasSize(4).contains(tuesday);
        assertThat(DAYS.count()).isEqualTo(4);
        assertThat(DAYS.standing().lastDay()).isEqualTo(monday.plusDays(3));
        assertThat(DAYS.standing().failedDays()).isZero();
    }

    @Test
    void aDayThatFailsDoesNotKeepNewerOnesFromBeingCompared() {
        compare(monday);
        balance.faultBefore(
                monday.plusDays(3), new UnsupportedOperationException("Nobody thought of this"));
        var after = reconciliation(Instant.parse(monday.plusDays(4) + "T02:00:00Z"));

        assertThat(after.run()).isEqualTo(1);

        assertThat(DAYS.find(monday.plusDays(3)).orElseThrow().agrees()).isTrue();
        assertThat(DAYS.find(tuesday).orElseThrow().problem()).contains("the server's log");
        assertThat(DAYS.standing().failedDays()).isEqualTo(2);
    }

    @Test
    void takesUpNewDaysBeforeThoseThatFailed() {
        compare(monday);
        balance.fault = new IllegalStateException("txn_1 is in eur");
        later().compare(tuesday);

        assertThat(DAYS.listDue(monday.plusDays(3), 3))
                .containsExactly(monday.plusDays(2), monday.plusDays(3), tuesday);
    }

    @Test
    void leavesADayAloneUntilItsLateEventsAreIn() {
        compare(monday);

        assertThat(reconciliation(Instant.parse(monday.plusDays(2) + "T01:59:59Z")).run()).isZero();
        assertThat(reconciliation(Instant.parse(monday.plusDays(2) + "T02:00:00Z")).run())
                .isEqualTo(1);
    }

    @Test
    void looksAgainAtDaysOnWhichSomethingDiffered() {
        balance.move(Kind.PURCHASE, payment, payment, "25", noon);
        compare(monday);
        buy("25", tuesday + "T09:00:00Z");

        reconciliation(Instant.parse(monday.plusDays(2) + "T02:00:00Z")).run();

        assertThat(DAYS.find(monday)).hasValueSatisfying(day -> assertThat(day.agrees()).isTrue());
        assertThat(DAYS.standing().unexplained()).isEqualTo(Usd.ZERO);
    }

    /** What the payment provider adds to a day that is over is found a week later. */
    @Test
    void looksOnceMoreAtADayThatAgreed() {
        runAfter(monday.minusDays(1), monday);
        assertThat(DAYS.find(monday)).hasValueSatisfying(day -> assertThat(day.agrees()).isTrue());
        balance.move(Kind.OTHER, "adj_" + payment, null, "-7", noon);

        runAfter(tuesday, monday.plusDays(6));
        assertThat(DAYS.find(monday)).hasValueSatisfying(day -> assertThat(day.agrees()).isTrue());
        runAfter(monday.plusDays(7), monday.plusDays(7));

        assertThat(DAYS.find(monday))
                .hasValueSatisfying(day -> assertThat(day.unexplained()).isEqualTo(Usd.parse("7")));
        balance.movements.clear();
    }

    @Test
    void looksAtADayThatAgreesOnlyOnceMore() {
        runAfter(monday, monday.plusDays(7));
        assertThat(DAYS.find(monday).orElseThrow().comparedAt())
                .isEqualTo(afterTheEndOf(monday.plusDays(7)));

        runAfter(monday.plusDays(8), monday.plusDays(20));

        assertThat(DAYS.find(monday).orElseThrow().comparedAt())
                .isEqualTo(afterTheEndOf(monday.plusDays(7)));
        assertThat(DAYS.find(monday.plusDays(1)).orElseThrow().comparedAt())
                .isEqualTo(afterTheEndOf(monday.plusDays(8)));
    }

    /** A week after its end nothing is left to wait for. */
    @Test
    void looksOnlyOnceAtADayThatWasComparedLate() {
        balance.fault =
                new PaymentsUnavailable(
                        "away", new IllegalStateException(), PaymentsUnavailable.Obstacle.AWAY);
        runAfter(monday, monday);
        balance.fault = null;

        runAfter(monday.plusDays(9), monday.plusDays(10));

        assertThat(DAYS.find(monday).orElseThrow().comparedAt())
                .isEqualTo(afterTheEndOf(monday.plusDays(9)));
    }

    @Test
    void oneServerComparesAtATime() {
        compare(monday);
        Instant now = Instant.parse(monday.plusDays(2) + "T02:00:00Z");

        assertThat(DAYS.claim(now, now.plusSeconds(60))).isTrue();
        assertThat(reconciliation(now).run()).isZero();
        // One that died is not waited for longer than it has asked for.
        assertThat(reconciliation(now.plusSeconds(60)).run()).isEqualTo(1);
    }

    /** As the job does after each of these days. */
    private void runAfter(LocalDate first, LocalDate last) {
        if (DAYS.count() == 0) {
            // Without a day that is known, the first purchase of all tests would be the first day.
            World.execute(
                    "insert into payment_day (day, compared_at) values ('%s', '%s')"
                            .formatted(first.minusDays(1), afterTheEndOf(first.minusDays(1))));
        }
        first.datesUntil(last.plusDays(1)).forEach(day -> reconciliation(afterTheEndOf(day)).run());
    }

    private static Instant afterTheEndOf(LocalDate day) {
        return Instant.parse(day.plusDays(1) + "T02:00:00Z");
    }

    private PaymentDay compare(LocalDate day) {
        return ((Compared) later().compare(day)).day();
    }

    private PaymentReconciliation later() {
        return reconciliation(Instant.parse(monday.plusDays(5) + "T12:00:00Z"));
    }

    private PaymentReconciliation reconciliation(Instant now) {
        return new PaymentReconciliation(balance, DAYS, new PaymentDayBook(DAYS), () -> now);
    }

    private void buy(String amount, String at) {
        World.topUp(acme, Usd.parse(amount), payment);
        date(at);
    }

    private void refund(String amount, String at) {
        takeBack(Posting.Kind.REFUND, refund, LedgerAccount.PAYMENT_CLEARING, amount);
        date(at);
    }

    private void askForRefund(String amount, String at) {
        var taken = LOTS.take(acme, payment, UUID.randomUUID().toString(), Usd.parse(amount));
        assertThat(taken).isInstanceOf(PaidLots.Taken.class);
        date(at);
    }

    private void makeRefund(String amount, String at) {
        LEDGER.post(
                posting(
                        Posting.Kind.REFUND,
                        refund,
                        new Entry(LedgerAccount.REFUNDS, Usd.parse(amount).negate()),
                        new Entry(LedgerAccount.PAYMENT_CLEARING, Usd.parse(amount))));
        date(at);
    }

    private void dispute(String amount, String at) {
        takeBack(Posting.Kind.DISPUTE, dispute, LedgerAccount.DISPUTES, amount);
        date(at);
    }

    private void takeBack(Posting.Kind kind, String id, LedgerAccount to, String amount) {
        LEDGER.takeBack(
                payment,
                posting(
                        kind,
                        id,
                        new Entry(LedgerAccount.WALLET, Usd.parse(amount).negate()),
                        new Entry(to, Usd.parse(amount))));
    }

    private Posting posting(Posting.Kind kind, String reference, Entry... entries) {
        return new Posting(acme, kind, reference, List.of(entries));
    }

    /** As if what was booked just now had been booked then. */
    private void date(String at) {
        Simulated.date(acme, Instant.parse(at));
    }

    private PaymentMovement onItsWay(String amount) {
        return new PaymentMovement(
                "txn_" + UUID.randomUUID(),
                Kind.PURCHASE,
                payment,
                payment,
                Usd.parse(amount),
                Usd.ZERO,
                Instant.parse(noon),
                true);
    }

    static PaymentMovement movement(
            Kind kind, String subject, String payment, String amount, String fee, String at) {
        return new PaymentMovement(
                "txn_" + UUID.randomUUID(),
                kind,
                subject,
                payment,
                Usd.parse(amount),
                Usd.parse(fee),
                Instant.parse(at),
                false);
    }
}
