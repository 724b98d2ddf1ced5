package dev.turnpike.billing.spending;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.Patience;
import dev.turnpike.billing.StoreUnavailable;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.SettlementBook.Outcome;
import dev.turnpike.billing.usage.CallDetails;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.GenerationId;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SettlementsTest {

    private static final Outcome PAID = new Outcome(false, null);
    private static final Outcome AWAY = failed(true);

    private final AtomicLong now = new AtomicLong();
    private final Hold hold = new Hold(new NodeId(UUID.randomUUID()), List.of(), Usd.ZERO);

    @Test
    void waitsForADatabaseThatComesBack() {
        Settlements settlements = settlements(List.of(AWAY, AWAY, PAID).iterator());

        assertThatCode(() -> settlements.settle(hold, failedCall())).doesNotThrowAnyException();
    }

    @Test
    void doesNotWaitForADatabaseThatRefuses() {
        Settlements settlements = settlements(List.of(failed(false)).iterator());

        assertThatThrownBy(() -> settlements.settle(hold, failedCall()))
                .isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void givesUpAfterAWhile() {
        Settlements settlements = settlements(Collections.nCopies(3, AWAY).iterator());

        // The clock moves by ten seconds at each look.
        assertThatThrownBy(() -> settlements.settle(hold, failedCall()))
                .isInstanceOf(StoreUnavailable.class);
    }

    private Settlements settlements(Iterator<Outcome> outcomes) {
        return new Settlements(
                asked -> asked.stream().map(_ -> outcomes.next()).toList(),
                () -> now.getAndAdd(Patience.LENGTH.toNanos() / 2));
    }

    private static Outcome failed(boolean passing) {
        return new Outcome(
                false, new StoreUnavailable("no answer", new IllegalStateException(), passing));
    }

    private static Generation failedCall() {
        return new Generation(
                GenerationId.of(Instant.EPOCH),
                AccountId.next(),
                ApiKeyId.next(),
                Instant.EPOCH,
                new CallDetails("sandbox/echo", false, null, null, null, null),
                Generation.Status.FAILED,
                List.of(),
                null,
                null,
                "empty");
    }
}
