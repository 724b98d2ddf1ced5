package dev.turnpike.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-22T17:05:00Z");

    private final Audit audit = new Audit();
    private final LedgerCheck check = new LedgerCheck(audit, InstantSource.fixed(NOW));

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
        assertThat(check.last().isClean()).isFalse();
    }

    @Test
    void goesOnSayingWhatTheNightFound() {
        audit.all.add("A call of last year was never charged");

        check.runOfEverything();

        assertThat(check.run().discrepancies())
                .containsExactly("A call of last year was never charged");
    }

    @Test
    void leavesTheNightToTheServerWhoseTurnItIs() {
        audit.all.add("A call of last year was never charged");
        audit.claimed = true;

        check.runOfEverything();

        assertThat(check.run().isClean()).isTrue();
    }

    /** Books that are as its test says. */
    private static final class Audit implements LedgerAudit {

        private final List<String> recent = new ArrayList<>();
        private final List<String> all = new ArrayList<>();
        private boolean claimed;
        private int steps;

        @Override
        public List<String> listDiscrepancies() {
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
