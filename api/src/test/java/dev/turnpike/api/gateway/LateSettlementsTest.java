package dev.turnpike.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.StoreUnavailable;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.spending.AccountLocked;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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
    void settlesCallsOfOthersWhenAnAccountIsLocked() {
        late.add(
                () -> {
                    throw new AccountLocked(AccountId.next(), new IllegalStateException());
                });
        late.add(settled::incrementAndGet);

        late.stop();

        assertThat(settled).hasValue(1);
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

    @Test
    void logsOneLineForARoundWithTheCountAndTheLastFault() {
        late.add(() -> fail(false));
        late.add(settled::incrementAndGet);
        late.add(
                () -> {
                    throw new IllegalStateException("the last");
                });

        List<LogRecord> lines = logged(late::stop);

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().getMessage()).isEqualTo("Calls still to be settled: 2.");
        assertThat(lines.getFirst().getThrown()).hasMessage("the last");
    }

    /** What the settling logs meanwhile; the log of the build is spared it. */
    private static List<LogRecord> logged(Runnable act) {
        Logger logger = Logger.getLogger(LateSettlements.class.getName());
        List<LogRecord> lines = new CopyOnWriteArrayList<>();
        Filter before = logger.getFilter();
        logger.setFilter(line -> !lines.add(line));
        try {
            act.run();
        } finally {
            logger.setFilter(before);
        }
        return lines;
    }

    private static void fail(boolean passing) {
        throw new StoreUnavailable("not taken", new IllegalStateException(), passing);
    }
}
