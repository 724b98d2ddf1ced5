package dev.turnpike.billing.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.credits.PaymentEvents.Waiting;
import dev.turnpike.billing.money.Usd;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An event is kept before it is handled, and until it is. */
class PaymentEventDeskTest {

    private final PaidButSome payments = new PaidButSome(Duration.ZERO);
    private final PurchasesInMemory purchases =
            PurchasesInMemory.of(
                    PaidButSome.WRONG,
                    "cs_2",
                    PaidButSome.DEARER,
                    PaidButSome.MISSING,
                    PaidButSome.ON_ITS_WAY);
    private final EventsInMemory events = new EventsInMemory();
    private final PaymentEventDesk desk = deskFor(purchases);

    @Test
    void asksOnceHoweverOftenAnEventComes() {
        assertThat(receive("cs_2", "evt_1")).isTrue();
        assertThat(receive("cs_2", "evt_1")).isTrue();

        assertThat(payments.asked).containsExactly("cs_2");
        assertThat(purchases.payments).containsExactly("payment of cs_2");
    }

    @Test
    void keepsNothingThatIsNotGenuine() {
        assertThat(receive("cs_2", "")).isFalse();

        assertThat(payments.asked).isEmpty();
        assertThat(events.listFailed(10)).isEmpty();
    }

    @Test
    void takesAnEventUpAgainThatCouldNotBeHandled() {
        payments.isAway = true;
        assertThat(receive("cs_2", "evt_1")).isTrue();
        assertThat(events.listFailed(10)).extracting(Waiting::problem).containsExactly("Away");
        payments.isAway = false;

        desk.retry();
        assertThat(purchases.payments).isEmpty();
        payments.now = payments.now.plusSeconds(30);
        desk.retry();

        assertThat(purchases.payments).containsExactly("payment of cs_2");
        assertThat(events.listFailed(10)).isEmpty();
    }

    @Test
    void triesEverLessOftenButAtLeastEveryHour() {
        payments.isAway = true;
        receive("cs_2", "evt_1");

        for (int i = 0; i < 12; i++) {
            payments.now = payments.now.plus(Duration.ofMinutes(65));
            desk.retry();
        }

        assertThat(events.listFailed(10)).extracting(Waiting::failures).containsExactly(13);
    }

    @Test
    void takesUpWhatAServerThatDiedWasAboutToHandle() {
        PaymentEvent event = payments.event("evt_1", "cs_2");
        events.add(event, payments.now, payments.now.plusSeconds(20));

        payments.now = payments.now.plusSeconds(21);
        desk.retry();

        assertThat(purchases.payments).containsExactly("payment of cs_2");
    }

    @Test
    void asksForWhatWasNeverDelivered() {
        payments.undelivered.add(payments.event("evt_1", "cs_2"));
        payments.now = payments.now.plusSeconds(3);

        assertThat(desk.catchUp()).isEqualTo(1);
        assertThat(desk.catchUp()).isZero();

        assertThat(purchases.payments).containsExactly("payment of cs_2");
    }

    @Test
    void leavesToOthersWhatTheyHaveTakenUp() {
        PaymentEvent event = payments.event("evt_1", "cs_2");
        events.add(event, payments.now, payments.now);
        events.claim(event.id(), payments.now, payments.now.plusSeconds(20));

        desk.retry();

        assertThat(payments.asked).isEmpty();
    }

    /** Each question takes a moment, and there are many. */
    @Test
    void asksAboutSeveralAtATime() {
        int most = 8;
        CountDownLatch together = new CountDownLatch(most);
        payments.beforeAnswer =
                () -> {
                    together.countDown();
                    assertThat(together.await(20, TimeUnit.SECONDS)).isTrue();
                };
        List<String> checkouts =
                IntStream.range(0, 2 * most).mapToObj(i -> PaidButSome.WAITING + i).toList();
        checkouts.forEach(it -> payments.undelivered.add(payments.event("evt of " + it, it)));
        payments.now = payments.now.plusSeconds(3);

        assertThat(deskFor(PurchasesInMemory.of(checkouts.toArray(String[]::new))).catchUp())
                .isEqualTo(2 * most);

        assertThat(together.getCount()).isZero();
        assertThat(payments.asked).containsExactlyInAnyOrderElementsOf(checkouts);
        assertThat(events.listFailed(1)).isEmpty();
    }

    @Test
    void creditsNothingThatWasPaidOtherwise() {
        receive(PaidButSome.WRONG, "evt_1");
        receive(PaidButSome.DEARER, "evt_2");

        assertThat(purchases.payments).isEmpty();
        assertThat(purchases.problems)
                .containsExactly(
                        "Checkout cs_wrong was paid in eur",
                        "Payment payment of cs_dearer is of 11 USD before tax");
        assertThat(events.listFailed(10)).hasSize(2);
    }

    @Test
    void endsWhatWasPaidOtherwiseWhenItWasPaidBack() {
        receive(PaidButSome.DEARER, "evt_1");
        payments.returns.add(returned(TakeBack.Kind.DISPUTE, TakeBack.Status.TAKEN, "11"));
        receive(PaidButSome.DEARER, "evt_2");
        payments.returns.clear();
        payments.returns.add(returned(TakeBack.Kind.REFUND, TakeBack.Status.TAKEN, "10"));
        receive(PaidButSome.DEARER, "evt_3");
        assertThat(purchases.findByCheckout(PaidButSome.DEARER)).isPresent();

        payments.returns.add(returned(TakeBack.Kind.REFUND, TakeBack.Status.TAKEN, "1"));
        receive(PaidButSome.DEARER, "evt_4");

        assertThat(purchases.findByCheckout(PaidButSome.DEARER)).isEmpty();
        assertThat(purchases.payments).isEmpty();
        assertThat(events.listFailed(10)).extracting(it -> it.event().id()).doesNotContain("evt_4");
    }

    private Payment.Return returned(TakeBack.Kind kind, TakeBack.Status status, String amount) {
        return new Payment.Return("re_1", kind, Usd.parse(amount), status, payments.now);
    }

    @Test
    void findsThePurchaseOfAPaymentThatIsNotCreditedYet() {
        events.add(refund("evt_1", "payment of cs_2"), payments.now, payments.now);

        desk.retry();

        assertThat(purchases.payments).containsExactly("payment of cs_2");
    }

    @Test
    void noticesAPaymentThatTakesDays() {
        receive(PaidButSome.ON_ITS_WAY, "evt_1");

        assertThat(purchases.payments).isEmpty();
        assertThat(purchases.problems).containsExactly("on its way");
        assertThat(events.listFailed(10)).isEmpty();
    }

    @Test
    void aRiddleWaitsForAPerson() {
        events.add(refund("evt_1", null), payments.now, payments.now);

        desk.retry();

        assertThat(events.listFailed(10))
                .extracting(Waiting::problem)
                .containsExactly("A charge.refunded names neither checkout nor payment");
    }

    @Test
    void endsAPurchaseWhoseCheckoutIsUnknownForDays() {
        receive(PaidButSome.MISSING, "evt_1");

        assertThat(purchases.findByCheckout(PaidButSome.MISSING)).isEmpty();
    }

    private PaymentEventDesk deskFor(PurchasesInMemory these) {
        return new PaymentEventDesk(
                payments,
                events,
                payments.fulfilmentOf(these),
                new PaymentEventBook(events),
                new SideBySide(),
                payments.clock());
    }

    private PaymentEvent refund(String id, @org.jspecify.annotations.Nullable String payment) {
        return new PaymentEvent(id, "charge.refunded", null, payment, true, payments.now);
    }

    private boolean receive(String checkout, String signature) {
        return desk.receive(checkout.getBytes(StandardCharsets.UTF_8), signature);
    }
}
