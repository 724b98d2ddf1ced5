package dev.turnpike.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.LedgerCheck.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LedgerCheckTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Queue<Instant> moments = new ArrayDeque<>(List.of(NOON, NOON.plusSeconds(2)));

    @Test
    void knowsNothingBeforeTheFirstCheck() {
        assertThat(check(List::of).findLast()).isEmpty();
    }

    @Test
    void remembersWhenItBeganAndHowLongItTook() {
        LedgerCheck check = check(List::of);

        check.run();

        assertThat(check.findLast())
                .contains(new Result(NOON, Duration.ofSeconds(2), List.of()))
                .get()
                .matches(Result::isClean);
    }

    @Test
    void remembersWhatItFound() {
        assertThat(check(() -> List.of("A wallet is wrong")).run())
                .matches(result -> !result.isClean())
                .extracting(Result::discrepancies)
                .isEqualTo(List.of("A wallet is wrong"));
    }

    @Test
    void doesNotTakeACheckThatFailedForOne() {
        LedgerCheck check =
                check(
                        () -> {
                            throw new IllegalStateException("The database is away");
                        });

        assertThatThrownBy(check::run).hasMessage("The database is away");
        assertThat(check.findLast()).isEmpty();
    }

    @Test
    void isRecentForThreeMinutes() {
        Result result = new Result(NOON, Duration.ZERO, List.of());

        assertThat(result.isRecent(NOON.plusSeconds(179))).isTrue();
        assertThat(result.isRecent(NOON.plusSeconds(180))).isFalse();
    }

    private LedgerCheck check(Supplier<List<String>> discrepancies) {
        return new LedgerCheck(new Ruined(discrepancies), moments::remove);
    }

    /** Books in which only discrepancies are written. */
    private record Ruined(Supplier<List<String>> discrepancies) implements Ledger {
        @Override
        public Balance balance(AccountId account) {
            throw new UnsupportedOperationException("Nobody has a balance here");
        }

        @Override
        public boolean post(Posting posting) {
            throw new UnsupportedOperationException("Nothing is posted here");
        }

        @Override
        public List<String> listDiscrepancies() {
            return discrepancies.get();
        }
    }
}
