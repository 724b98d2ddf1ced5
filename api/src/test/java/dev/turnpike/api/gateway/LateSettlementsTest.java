package dev.turnpike.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.StoreUnavailable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LateSettlementsTest {

    private final LateSettlements late = new LateSettlements();
    private final AtomicInteger settled = new AtomicInteger();

    @Test
    void settlesWhatWaitsBehindAStepThatNeverSucceeds() {
        late.add(() -> fail(false));
        late.add(settled::incrementAndGet);
        late.add(settled::incrementAndGet);

        late.stop();

        assertThat(settled).hasValue(2);
        assertThat(late.waiting()).isEqualTo(1);
    }

    @Test
    void beginsWithAnotherStepWhenTheDatabaseIsBack() {
        late.add(() -> fail(true));
        late.add(settled::incrementAndGet);

        late.stop();
        late.stop();

        assertThat(settled).hasValue(1);
        assertThat(late.waiting()).isEqualTo(1);
    }

    private static void fail(boolean passing) {
        throw new StoreUnavailable("not taken", new IllegalStateException(), passing);
    }
}
