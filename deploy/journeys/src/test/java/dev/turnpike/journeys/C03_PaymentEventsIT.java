package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One payment, one credit: however its events arrive, and only if they are genuine. */
@ExtendWith(Stage.class)
class C03_PaymentEventsIT {

    /** The sweep looks at purchases that are 30 s old, every 30 s. */
    private static final Duration SWEEP = Duration.ofSeconds(75);

    @AfterEach
    void faultsAreClearedAndTheBooksBalance() {
        Checkout.faults("{}");
        Books.balance();
    }

    @Test
    void creditsWithinTwoSeconds() {
        Tenant ada = Tenant.with(Usd.ZERO);

        Checkout.openFor(ada).pay();

        awaitCredit(ada, Duration.ofSeconds(2));
    }

    @Test
    void creditsOnceWhenEventsComeTwiceAndInDisorder() {
        Checkout.faults("{\"duplicate\": 5, \"reorder\": 12}");
        List<Tenant> buyers = Stream.generate(() -> Tenant.with(Usd.ZERO)).limit(4).toList();

        buyers.stream().map(Checkout::openFor).forEach(Checkout::pay);

        buyers.forEach(buyer -> awaitCredit(buyer, Duration.ofSeconds(20)));
        buyers.forEach(
                buyer ->
                        assertThat(
                                        Books.number(
                                                """
                                                select count(*) from journal_transaction
                                                where kind = 'PURCHASE' and account_id = ?""",
                                                buyer.account()))
                                .isEqualTo(1));
    }

    @Test
    void creditsWithoutAnyEvent() {
        Checkout.faults("{\"drop\": 100}");
        Tenant ada = Tenant.with(Usd.ZERO);

        Checkout.openFor(ada).pay();

        awaitCredit(ada, SWEEP);
    }

    @Test
    void believesNoEventThatItCannotVerify() {
        Tenant ada = Tenant.with(Usd.ZERO);
        Checkout checkout = Checkout.openFor(ada);
        String event =
                """
                {"id": "evt_forged", "object": "event", "type": "checkout.session.completed",
                 "data": {"object": {"id": "%s", "object": "checkout.session", "payment_status": "paid"}}}"""
                        .formatted(checkout.id());
        long now = Instant.now().getEpochSecond();

        assertThat(Webhook.deliver(event, "")).isEqualTo(400);
        assertThat(Webhook.deliver(event, "t=%d,v1=%s".formatted(now, "0".repeat(64))))
                .isEqualTo(400);
        assertThat(Webhook.deliver(event, Webhook.signed(event, now - 301))).isEqualTo(400);
        assertThat(Webhook.deliver(event, Webhook.signed(event, now + 3600))).isEqualTo(400);
        // Genuine in form, but the payment provider knows of no payment: it is asked, not the
        // event.
        assertThat(Webhook.deliver(event, Webhook.signed(event, now))).isEqualTo(200);
        assertThat(Books.posted(ada.account())).isEqualTo(Usd.ZERO);
    }

    private static void awaitCredit(Tenant tenant, Duration patience) {
        Awaitility.await()
                .atMost(patience)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () ->
                                assertThat(Books.posted(tenant.account()))
                                        .isEqualTo(Usd.parse("10")));
    }
}
