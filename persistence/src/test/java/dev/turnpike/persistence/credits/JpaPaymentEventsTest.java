package dev.turnpike.persistence.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.credits.PaymentEvent;
import dev.turnpike.billing.credits.PaymentEvents;
import dev.turnpike.billing.credits.PaymentEvents.Waiting;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JpaPaymentEventsTest {

    private static final PaymentEvents EVENTS =
            TestDatabase.shared().keeper(PaymentEvents.class, JpaPaymentEvents::new);
    private static final Instant SOON = World.NOW.plusSeconds(60);

    private final PaymentEvent event =
            new PaymentEvent(
                    "evt-" + UUID.randomUUID(), "refund.failed", null, "pi_1", true, World.NOW);

    @Test
    void keepsAnEventOnce() {
        assertThat(EVENTS.add(event, World.NOW, SOON)).isTrue();
        assertThat(EVENTS.add(event, World.NOW, World.NOW)).isFalse();

        assertThat(due(World.NOW)).isEmpty();
        assertThat(due(SOON)).containsExactly(new Waiting(event, 0, ""));
    }

    @Test
    void forgetsNothingUntilItIsHandled() {
        EVENTS.add(event, World.NOW, World.NOW);

        EVENTS.noteFailure(event.id(), "Away", SOON);
        EVENTS.noteFailure(event.id(), "Still away", SOON.plusSeconds(60));
        assertThat(due(SOON)).isEmpty();
        assertThat(failed()).containsExactly(new Waiting(event, 2, "Still away"));
        EVENTS.markHandled(event.id(), SOON);

        assertThat(due(SOON.plusSeconds(60))).isEmpty();
        assertThat(failed()).isEmpty();
        assertThat(EVENTS.add(event, SOON, SOON)).isFalse();
    }

    @Test
    void lendsADueEventToOneAtATime() {
        EVENTS.add(event, World.NOW, World.NOW.plusSeconds(1));

        assertThat(EVENTS.claim(event.id(), World.NOW, SOON)).as("not due yet").isFalse();
        assertThat(EVENTS.claim(event.id(), World.NOW.plusSeconds(1), SOON)).isTrue();
        assertThat(EVENTS.claim(event.id(), World.NOW.plusSeconds(1), SOON)).isFalse();
        assertThat(EVENTS.claim(event.id(), SOON, SOON.plusSeconds(60))).isTrue();
        EVENTS.markHandled(event.id(), SOON);

        assertThat(EVENTS.claim(event.id(), SOON.plusSeconds(60), SOON)).as("handled").isFalse();
    }

    @Test
    void tellsWhichOfManyItKeeps() {
        EVENTS.add(event, World.NOW, SOON);
        List<String> ids =
                Stream.concat(
                                Stream.of(event.id()),
                                IntStream.range(0, 2_500).mapToObj(i -> "evt-unknown-" + i))
                        .toList();

        assertThat(EVENTS.listKept(ids)).containsExactly(event.id());
        assertThat(EVENTS.listKept(List.of())).isEmpty();
    }

    @Test
    void hasFailedWithNothingThatNobodyHasTried() {
        EVENTS.add(event, World.NOW, World.NOW);

        assertThat(failed()).isEmpty();
    }

    @Test
    void complainsAboutAnEventThatNobodyKept() {
        assertThatThrownBy(() -> EVENTS.markHandled("evt-unknown", SOON))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void neverAsksForTheSameTimeAgain() {
        Instant later = EVENTS.listedUntil().plus(Duration.ofHours(1));

        EVENTS.setListedUntil(later);
        EVENTS.setListedUntil(later.minusSeconds(60));

        assertThat(EVENTS.listedUntil()).isEqualTo(later);
    }

    private List<Waiting> due(Instant now) {
        return EVENTS.listDue(now, 1_000).stream().filter(this::isThis).toList();
    }

    private List<Waiting> failed() {
        return EVENTS.listFailed(1_000).stream().filter(this::isThis).toList();
    }

    private boolean isThis(Waiting waiting) {
        return waiting.event().id().equals(event.id());
    }
}
