package dev.turnpike.billing.promotions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.turnpike.billing.accounts.AccountId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How fast texts of codes can be tried out, on each server: by one account, and by all together,
 * because accounts cost nothing. A try that got credit, and for all together one that was no guess,
 * is given back, so that whoever has a code is kept waiting by guessers alone.
 */
@Singleton
public class GuessRate {

    /** More than a person mistypes. */
    static final int PER_ACCOUNT = 10;

    static final Duration ACCOUNT_SPAN = Duration.ofHours(1);

    /** A thousand years of this try one in 25 million of the texts that we generate. */
    static final int OVERALL = 60;

    static final Duration OVERALL_SPAN = Duration.ofMinutes(1);

    /** About 200 bytes each. Who is pushed out begins anew, and is still bound by the other. */
    private static final int MAX_ACCOUNTS = 50_000;

    private final TimeMeter time;
    private final Bucket overall;
    private final Cache<AccountId, Bucket> accounts =
            Caffeine.newBuilder()
                    .maximumSize(MAX_ACCOUNTS)
                    .expireAfterAccess(ACCOUNT_SPAN.multipliedBy(2))
                    .build();

    @Inject
    public GuessRate(InstantSource clock) {
        time = new ClockTime(clock);
        overall = bucket(OVERALL, OVERALL_SPAN);
    }

    /** Takes a try; if there is none left, when there will be. */
    Optional<Duration> take(AccountId account) {
        Bucket own = of(account);
        ConsumptionProbe probe = own.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            return Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        ConsumptionProbe all = overall.tryConsumeAndReturnRemaining(1);
        if (!all.isConsumed()) {
            own.addTokens(1);
            return Optional.of(Duration.ofNanos(all.getNanosToWaitForRefill()));
        }
        return Optional.empty();
    }

    /** The try was no guess, whatever came of it. */
    void wasNoGuess() {
        overall.addTokens(1);
    }

    /** The try got credit. */
    void succeeded(AccountId account) {
        of(account).addTokens(1);
    }

    private Bucket of(AccountId account) {
        return accounts.get(account, _ -> bucket(PER_ACCOUNT, ACCOUNT_SPAN));
    }

    private Bucket bucket(int tries, Duration span) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(tries).refillGreedy(tries, span))
                .withCustomTimePrecision(time)
                .build();
    }

    /** The clock of the house, as buckets want it. */
    private record ClockTime(InstantSource clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return Math.multiplyExact(clock.millis(), 1_000_000L);
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
