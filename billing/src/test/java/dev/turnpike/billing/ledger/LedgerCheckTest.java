package dev.turnpike.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.ledger.LedgerCheck.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LedgerCheckTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String CALL = "A call of last year was never charged";

    private final Audit audit = new Audit();

    /** Two seconds pass between one look at the clock and the next. */
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    private final LedgerCheck check =
            new LedgerCheck(audit, () -> now.getAndUpdate(it -> it.plusSeconds(2)));

    @Test
    void knowsNothingBeforeTheFirstCheck() {
        assertThat(check.findLast()).isEmpty();
    }

    @Test
    void remembersWhenItBeganAndHowLongItTook() {
        check.run();

        assertThat(check.findLast())
                .contains(new Result(NOON, Duration.ofSeconds(2), List.of()))
                .get()
                .matches(Result::isClean);
    }

    @Test
    void doesNotTakeACheckThatFailedForOne() {
        audit.isAway = true;

        assertThatThrownBy(check::run).hasMessage("The database is away");
        assertThat(check.findLast()).isEmpty();
    }

    @Test
    void isRecentForThreeMinutes() {
        Result result = new Result(NOON, Duration.ZERO, List.of());

        assertThat(result.isRecent(NOON.plusSeconds(179))).isTrue();
        assertThat(result.isRecent(NOON.plusSeconds(180))).isFalse();
    }

    @Test
    void letsTheCheckpointFollowWhileAllIsWell() {
        assertThat(check.run().isClean()).isTrue();

        assertThat(audit.steps).isEqualTo(1);
    }

    @Test
    void keepsTheCheckpointBehindWhatIsWrong() {
        audit.recent.add("A wallet is off by one");

        assertThat(check.run().discrepancies()).containsExactly("A wallet is off by one");

        assertThat(audit.steps).isZero();
        assertThat(check.findLast()).get().matches(result -> !result.isClean());
    }

    @Test
    void goesOnSayingWhatTheNightFound() {
        audit.all.add(CALL);

        check.runOfEverything();

        assertThat(check.run().discrepancies()).containsExactly(CALL);
    }

    @Test
    void leavesTheNightToTheServerWhoseTurnItIs() {
        audit.all.add(CALL);
        audit.claimed = true;

        check.runOfEverything();

        assertThat(check.run().isClean()).isTrue();
    }

    /** Books that are as its test says. */
    private static final class Audit implements LedgerAudit {

        private final List<String> recent = new ArrayList<>();
        private final List<String> all = new ArrayList<>();
        private boolean claimed;
        private boolean isAway;
        private int steps;

        @Override
        public List<String> listDiscrepancies() {
            if (isAway) {
                throw new IllegalStateException("The database is away");
            }
            return recent;
        }

        @Override
        public List<String> listAllDiscrepancies() {
            return all;
        }

        @Override
        public void advanceCheckpoint() {
            steps++;
        }

        @Override
        public boolean claimFullCheck() {
            return !claimed;
        }
    }
}
