package dev.turnpike.billing.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Payment.Return;
import dev.turnpike.billing.credits.TakeBack.Kind;
import dev.turnpike.billing.credits.TakeBack.Status;
import dev.turnpike.billing.ledger.Entry;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.LedgerAccount;
import dev.turnpike.billing.ledger.Posting;
import dev.turnpike.billing.money.Usd;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a payment loses is booked once, and undone once if it comes back. */
class TakeBackBookTest {

    private static final Instant NOW = Instant.parse("2026-11-22T17:05:00Z");

    private final List<String> booked = new ArrayList<>();
    private final TakeBacksInMemory takeBacks = new TakeBacksInMemory();
    private final TakeBackBook book = new TakeBackBook(takeBacks, new NothingAsked(), noting());
    private final Purchase purchase =
            Purchase.begun(
                    PurchaseId.next(),
                    new AccountId(new UUID(1, 2)),
                    Usd.parse("100"),
                    "ada@acme.example",
                    NOW);

    @Test
    void takesARefundBackOnce() {
        follow(refund("re_1", "30", Status.TAKEN));
        follow(refund("re_1", "30", Status.TAKEN));

        assertThat(booked).containsExactly("REFUND re_1: wallet -30, payment_clearing 30");
    }

    @Test
    void givesARefundBackThatFailed() {
        follow(refund("re_1", "30", Status.TAKEN));
        follow(refund("re_1", "30", Status.GIVEN_BACK));
        follow(refund("re_1", "30", Status.GIVEN_BACK));

        assertThat(booked)
                .containsExactly(
                        "REFUND re_1: wallet -30, payment_clearing 30",
                        "REFUND_FAILED re_1 undoes REFUND");
    }

    @Test
    void booksNothingThatCameBackBeforeWeHeardOfIt() {
        follow(refund("re_1", "30", Status.GIVEN_BACK), dispute("dp_1", "100", Status.GIVEN_BACK));

        assertThat(booked).isEmpty();
    }

    @Test
    void withholdsADisputeUntilItIsDecided() {
        follow(dispute("dp_1", "100", Status.TAKEN));
        follow(dispute("dp_1", "100", Status.LOST));

        assertThat(booked)
                .containsExactly(
                        "DISPUTE dp_1: wallet -100, disputes 100",
                        "DISPUTE_LOST dp_1: disputes -100, payment_clearing 100");
    }

    @Test
    void booksALostDisputeOfWhichItHeardLate() {
        follow(dispute("dp_1", "100", Status.LOST));

        assertThat(booked)
                .containsExactly(
                        "DISPUTE dp_1: wallet -100, disputes 100",
                        "DISPUTE_LOST dp_1: disputes -100, payment_clearing 100");
        assertThat(takeBacks.list(purchase.account()))
                .extracting(TakeBack::status)
                .containsExactly(Status.LOST);
    }

    @Test
    void givesAWonDisputeBack() {
        follow(dispute("dp_1", "100", Status.TAKEN));
        follow(dispute("dp_1", "100", Status.GIVEN_BACK));

        assertThat(booked)
                .containsExactly(
                        "DISPUTE dp_1: wallet -100, disputes 100",
                        "DISPUTE_WON dp_1 undoes DISPUTE");
    }

    @Test
    void takesAPendingRefundAtOnceAndNotAgainWhenItIsSent() {
        follow(refund("re_1", "30", Status.PENDING));
        assertThat(takeBacks.list(purchase.account(), purchase.id()))
                .extracting(TakeBack::status)
                .containsExactly(Status.PENDING);

        follow(refund("re_1", "30", Status.TAKEN));

        assertThat(booked).containsExactly("REFUND re_1: wallet -30, payment_clearing 30");
        assertThat(takeBacks.list(purchase.account(), purchase.id()))
                .extracting(TakeBack::status)
                .containsExactly(Status.TAKEN);
    }

    /** Two servers ask at once, and the one that asked first is the last to book. */
    @Test
    void leavesARefundSentThatAnOlderAnswerCallsPending() {
        follow(refund("re_1", "30", Status.TAKEN));
        follow(refund("re_1", "30", Status.PENDING));

        assertThat(takeBacks.list(purchase.account(), purchase.id()))
                .extracting(TakeBack::status)
                .containsExactly(Status.TAKEN);
    }

    @Test
    void givesAPendingRefundBackThatFails() {
        follow(refund("re_1", "30", Status.PENDING));
        follow(refund("re_1", "30", Status.GIVEN_BACK));

        assertThat(booked)
                .containsExactly(
                        "REFUND re_1: wallet -30, payment_clearing 30",
                        "REFUND_FAILED re_1 undoes REFUND");
    }

    @Test
    void doesNotKnowWhatToThinkOfAFailedRefundThatIsPendingAgain() {
        follow(refund("re_1", "30", Status.TAKEN));
        follow(refund("re_1", "30", Status.GIVEN_BACK));

        assertThatThrownBy(() -> follow(refund("re_1", "30", Status.PENDING)))
                .hasMessageContaining("re_1");
    }

    @Test
    void doesNotKnowWhatToThinkOfADisputeThatIsOpenAgain() {
        follow(dispute("dp_1", "100", Status.LOST));

        assertThatThrownBy(() -> follow(dispute("dp_1", "100", Status.TAKEN)))
                .hasMessageContaining("dp_1");
    }

    /** The credit is spent by now, perhaps: what to do about it is up to a person. */
    @Test
    void doesNotKnowWhatToThinkOfADisputeThatIsDecidedTwice() {
        follow(dispute("dp_1", "100", Status.TAKEN));
        follow(dispute("dp_1", "100", Status.GIVEN_BACK));
        follow(dispute("dp_2", "50", Status.LOST));
        List<String> before = List.copyOf(booked);

        assertThatThrownBy(() -> follow(dispute("dp_1", "100", Status.LOST)))
                .hasMessageContaining("dp_1");
        assertThatThrownBy(() -> follow(dispute("dp_2", "50", Status.GIVEN_BACK)))
                .hasMessageContaining("dp_2");
        assertThat(booked).isEqualTo(before);
    }

    @Test
    void takesTheTaxOfEachPartWithIt() {
        Payment taxed = new Payment("pi_1", Usd.parse("100"), Usd.parse("19"), List.of());

        book.follow(purchase, with(taxed, refund("re_1", "11.90", Status.TAKEN)));

        assertThat(booked)
                .containsExactly(
                        "REFUND re_1: wallet -10, payment_clearing 11.9, tax_payable -1.9");
    }

    /** Cut at random, some parts fail and are cut anew: all tax goes with the last cent. */
    @Test
    void takesAllTaxHoweverAPaymentIsCut() {
        Random random = new Random(4711);
        for (int i = 0; i < 500; i++) {
            Payment payment =
                    new Payment(
                            "pi_1",
                            Usd.ofCents(1 + random.nextInt(20_000)),
                            Usd.ofCents(random.nextInt(5_000)),
                            List.of());
            assertThat(taxOfParts(payment, random)).isEqualTo(payment.tax());
        }
    }

    private static Usd taxOfParts(Payment payment, Random random) {
        List<TakeBack> known = new ArrayList<>();
        Usd left = payment.total();
        while (left.isPositive()) {
            Usd part = Usd.ofCents(1 + random.nextLong(left.toCents()));
            Usd tax = TakeBackBook.taxOf(payment, known, part);
            assertThat(tax).isBetween(Usd.ZERO, part);
            boolean fails = random.nextInt(4) == 0;
            known.add(
                    new TakeBack(
                            "re_" + known.size(),
                            Kind.REFUND,
                            PurchaseId.next(),
                            part.minus(tax),
                            tax,
                            fails ? Status.GIVEN_BACK : Status.TAKEN,
                            NOW));
            left = fails ? left : left.minus(part);
        }
        return known.stream()
                .filter(it -> it.status() == Status.TAKEN)
                .map(TakeBack::tax)
                .reduce(Usd.ZERO, Usd::plus);
    }

    private void follow(Return... returns) {
        book.follow(purchase, with(payment(), returns));
    }

    private static Payment payment() {
        return new Payment("pi_1", Usd.parse("100"), Usd.ZERO, List.of());
    }

    private static Payment with(Payment payment, Return... returns) {
        return new Payment(payment.id(), payment.credit(), payment.tax(), List.of(returns));
    }

    private static Return refund(String id, String amount, Status status) {
        return new Return(id, Kind.REFUND, Usd.parse(amount), status, NOW);
    }

    private static Return dispute(String id, String amount, Status status) {
        return new Return(id, Kind.DISPUTE, Usd.parse(amount), status, NOW);
    }

    /** Notes what it is told to post. */
    private Ledger noting() {
        return (Ledger)
                Proxy.newProxyInstance(
                        Ledger.class.getClassLoader(),
                        new Class<?>[] {Ledger.class},
                        (proxy, method, arguments) ->
                                booked.add(
                                        switch (method.getName()) {
                                            case "post" -> text((Posting) arguments[0]);
                                            case "takeBack" -> text((Posting) arguments[1]);
                                            case "giveBack" ->
                                                    "%s %s undoes %s"
                                                            .formatted(
                                                                    arguments[3],
                                                                    arguments[2],
                                                                    arguments[1]);
                                            case String other ->
                                                    throw new IllegalStateException(other);
                                        }));
    }

    private static String text(Posting posting) {
        return "%s %s: %s"
                .formatted(
                        posting.kind(),
                        posting.reference(),
                        posting.entries().stream()
                                .map(TakeBackBookTest::text)
                                .collect(Collectors.joining(", ")));
    }

    private static String text(Entry entry) {
        LedgerAccount account = entry.account();
        return account.code() + " " + entry.amount().toPlainString();
    }
}
