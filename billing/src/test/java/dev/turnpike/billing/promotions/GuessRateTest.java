package dev.turnpike.billing.promotions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GuessRateTest {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T17:05:00Z"));
    private final GuessRate rate = new GuessRate(now::get);
    private final AccountId acme = AccountId.next();

    @Test
    void letsAnAccountMistypeSomeTimesAnHour() {
        for (int i = 0; i < GuessRate.PER_ACCOUNT; i++) {
            assertThat(rate.take(acme)).isEmpty();
        }

        assertThat(rate.take(acme)).contains(Duration.ofMinutes(6));
        assertThat(rate.take(AccountId.next())).isEmpty();
        pass(Duration.ofMinutes(6));
        assertThat(rate.take(acme)).isEmpty();
        assertThat(rate.take(acme)).isPresent();
    }

    @Test
    void letsAllAccountsTogetherGuessSomeTimesAMinute() {
        for (int i = 0; i < GuessRate.OVERALL; i++) {
            assertThat(rate.take(AccountId.next())).isEmpty();
        }

        assertThat(rate.take(acme)).contains(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(rate.take(acme)).isEmpty();
    }

    @Test
    void countsNothingThatGotCredit() {
        for (int i = 0; i < 10 * GuessRate.OVERALL; i++) {
            assertThat(rate.take(acme)).isEmpty();
            rate.wasNoGuess();
            rate.succeeded(acme);
        }
    }

    private void pass(Duration time) {
        now.updateAndGet(it -> it.plus(time));
    }
}
