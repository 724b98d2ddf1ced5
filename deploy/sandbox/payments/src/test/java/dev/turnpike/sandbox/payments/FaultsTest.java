package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.ApiException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The knobs with which a shop's own tests make the sandbox misbehave. */
class FaultsTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void dropsAsManyEventsAsAskedAndSendsThemOnRequest() throws StripeException {
        set("{\"drop\": 3}");
        buy();
        buy();
        await().until(() -> world.shop.eventTypes().size() == 3);
        Event lost =
                world.stripe.v1().events().list().getData().stream()
                        .filter(event -> !world.shop.eventIds().contains(event.getId()))
                        .findFirst()
                        .orElseThrow();

        String path = "/sandbox/events/" + lost.getId() + "/resend";
        assertThat(world.api("POST", path, "").statusCode()).isEqualTo(202);

        await().until(() -> world.shop.eventIds().contains(lost.getId()));
        assertThat(world.shop.eventTypes()).hasSize(4);
    }

    @Test
    void sendsDuplicates() throws StripeException {
        set("{\"duplicate\": 2}");

        buy();

        await().until(() -> world.shop.eventIds().size() == 9);
        assertThat(Set.copyOf(world.shop.eventIds())).hasSize(3);
    }

    @Test
    void sendsTheNewestFirstWhenReordered() throws StripeException {
        set("{\"reorder\": 3}");

        buy();

        await().until(() -> world.shop.eventTypes().size() == 3);
        assertThat(world.shop.eventTypes())
                .containsExactly(
                        "checkout.session.completed",
                        "payment_intent.succeeded",
                        "charge.succeeded");
    }

    @Test
    void letsHeldEventsGoWhenTheKnobsAreCleared() throws StripeException {
        set("{\"reorder\": 10}");
        buy();

        world.api("DELETE", "/sandbox/faults", "");

        await().until(() -> world.shop.eventTypes().size() == 3);
    }

    @Test
    void delaysTheFirstDelivery() throws StripeException {
        set("{\"delay_millis\": 300}");
        long start = System.nanoTime();

        buy();

        await().until(() -> !world.shop.eventTypes().isEmpty());
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(299));
    }

    @Test
    void signsWronglyAndThenRightly() throws StripeException {
        set("{\"wrong_signature\": 2}");

        buy();

        await().until(() -> world.shop.eventTypes().size() == 3);
        assertThat(world.shop.forgeries()).isEqualTo(2);
    }

    @Test
    void answers500AlthoughTheCheckoutWasOpened() throws StripeException {
        // Three, because Stripe's client asks three times, each time with the same key.
        set("{\"fail_after_commit\": 3}");

        assertThatThrownBy(world::openCheckout).isInstanceOf(ApiException.class);

        assertThat(world.stripe.v1().checkout().sessions().list().getData()).hasSize(1);
    }

    @Test
    void hangsUpAfterCommitAndAnswersTheRetryWithTheSameCheckout() throws StripeException {
        set("{\"hang_up_after_commit\": 1}");

        Session session = world.openCheckout();

        assertThat(world.stripe.v1().checkout().sessions().list().getData())
                .extracting(Session::getId)
                .containsExactly(session.getId());
    }

    @Test
    void hangsBeforeCommitAndDoesNothingUntilTheRetry() throws StripeException {
        set("{\"hang_before_commit\": 1, \"hang_millis\": 200}");
        long start = System.nanoTime();

        Session session = world.openCheckout();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(199));
        assertThat(world.stripe.v1().checkout().sessions().list().getData())
                .extracting(Session::getId)
                .containsExactly(session.getId());
    }

    @Test
    void sendsAnswersSlowly() throws StripeException {
        set("{\"slow_body_millis\": 300}");
        long start = System.nanoTime();

        world.openCheckout();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(299));
    }

    @Test
    void datesEventsWrongly() throws StripeException {
        set("{\"clock_ahead_seconds\": 3600}");

        buy();

        await().until(() -> world.shop.eventTypes().size() == 3);
        long now = world.clock.instant().getEpochSecond();
        assertThat(world.shop.events()).allMatch(event -> event.getCreated() >= now + 3600);
        assertThat(world.shop.signedAt()).allMatch(second -> second >= now + 3600);
    }

    @Test
    void refusesUnknownKnobsAndStrangers() {
        assertThat(world.api("POST", "/sandbox/faults", "{\"explode\": 1}").statusCode())
                .isEqualTo(400);
        assertThat(world.api("POST", "/sandbox/faults", "{\"drop\": -1}").statusCode())
                .isEqualTo(400);
        assertThat(world.api("POST", "/sandbox/faults", "drop").statusCode()).isEqualTo(400);
        assertThat(world.get("/sandbox/faults").statusCode()).isEqualTo(401);
    }

    private void set(String knobs) {
        assertThat(world.api("POST", "/sandbox/faults", knobs).statusCode()).isEqualTo(200);
    }

    private void buy() throws StripeException {
        Session session = world.openCheckout();
        assertThat(world.pay(session.getId(), World.GOOD_CARD).statusCode()).isEqualTo(303);
    }
}
