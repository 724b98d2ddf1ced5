package dev.turnpike.billing.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.turnpike.billing.accounts.AccountId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How many calls an account may start in a minute on this node: a token bucket for each account.
 */
@Singleton
public class CallRate {

    /** A bucket that was not touched for longer than it takes to refill is a full bucket. */
    private static final Duration IDLE = Duration.ofMinutes(2);

    private final long perMinute;
    private final Cache<AccountId, Bucket> buckets =
            Caffeine.newBuilder().expireAfterAccess(IDLE).build();

    @Inject
    CallRate(CallRateSettings settings) {
        perMinute = settings.callsPerMinute();
    }

    /** The state of the bucket after the attempt. */
    public sealed interface Outcome permits Admitted, Limited {}

    /** The call may start; this many more may follow at once. */
    public record Admitted(long limit, long remaining) implements Outcome {}

    /** The call must wait at least this long. */
    public record Limited(long limit, Duration retryAfter) implements Outcome {}

    public Outcome admit(AccountId account) {
        ConsumptionProbe probe =
                buckets.get(account, _ -> newBucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? new Admitted(perMinute, probe.getRemainingTokens())
                : new Limited(perMinute, Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(
                        limit ->
                                limit.capacity(perMinute)
                                        .refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }
}
