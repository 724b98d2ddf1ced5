package dev.turnpike.journeys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.journeys.Errand.Manner;
import dev.turnpike.journeys.Errand.Result;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Callers who come at a steady pace, whatever happens to those before them, run all kinds of
 * errands to two servers, and remember what they were told.
 */
final class Crowd implements AutoCloseable {

    /** Twenty calls a second, about half of what two cores do beside all that goes wrong. */
    private static final Duration PACE = Duration.ofMillis(50);

    /** More than come while the product stands still for as long as a mishap takes. */
    private static final int MOST_AT_ONCE = 600;

    /** For so long tenants stay; then others come, whose credit and limits are not used up. */
    private static final Duration STAY = Duration.ofMinutes(1);

    private static final Usd PLENTY = Usd.parse("10");

    /** For some fifty small calls: used up within a stay. */
    private static final Usd LITTLE = Usd.parse("0.002");

    private static final int RICH = 3;

    /** Too dear, too long, failing at the provider, unknown, or no request at all. */
    private static final List<String> NOT_TO_BE_ANSWERED =
            List.of(
                    Wire.chat("sandbox/echo", "Too dear", ", \"max_cost\": 0.000000001"),
                    Wire.chat("sandbox/echo", "Too long", ", \"max_tokens\": 10000"),
                    Wire.chat("sandbox/echo", "[sandbox status=503] Not now", ""),
                    Wire.chat("sandbox/echo", "[sandbox garbage] What", ""),
                    Wire.chat(
                            "sandbox/lorem",
                            "[sandbox tokens=20 error_after=5] Never mind",
                            ", \"stream\": true, \"max_tokens\": 25"),
                    Wire.chat("no/such-model", "Hello", ""),
                    "{\"model\": \"sandbox/echo\"",
                    "[]");

    private final List<String> servers;
    private final List<List<Tenant>> stays;
    private final Random random;
    private final Map<Errand, Result> results = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger errands = new AtomicInteger();
    private volatile long began;

    private Crowd(List<String> servers, List<List<Tenant>> stays, Random random) {
        this.servers = servers;
        this.stays = stays;
        this.random = random;
    }

    /** Enough tenants for so long. */
    static Crowd gathered(List<String> servers, Duration time, Random random) {
        List<List<Tenant>> stays =
                LongStream.rangeClosed(0, time.dividedBy(STAY)).mapToObj(_ -> tenants()).toList();
        return new Crowd(servers, stays, random);
    }

    /** Some with plenty, one with a limit of each scope, some with little. */
    private static List<Tenant> tenants() {
        Stream<Tenant> rich = Stream.generate(() -> Tenant.with(PLENTY)).limit(RICH);
        Stream<Tenant> limited = Arrays.stream(LimitScope.values()).map(Crowd::limited);
        Stream<Tenant> poor = Stream.generate(() -> Tenant.with(LITTLE)).limit(2);
        return Stream.of(rich, limited, poor).flatMap(tenants -> tenants).toList();
    }

    private static Tenant limited(LimitScope scope) {
        Tenant tenant = Tenant.with(PLENTY);
        tenant.limit(scope, LimitPeriod.DAY, LITTLE);
        return tenant;
    }

    AccountId[] accounts() {
        return stays.stream().flatMap(List::stream).map(Tenant::account).toArray(AccountId[]::new);
    }

    /** They come until they are told to go. */
    void come() {
        began = System.nanoTime();
        var _ = clock.scheduleAtFixedRate(this::sendOne, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many there were. */
    int errands() {
        return errands.get();
    }

    /** What they were told; complete when the crowd has gone. */
    Map<Errand, Result> results() {
        return results;
    }

    /** Nobody else comes; returns when everybody has an answer or has given up. */
    @Override
    public void close() {
        clock.close();
        callers.close();
    }

    private void sendOne() {
        if (room.tryAcquire()) {
            Errand errand = errand();
            callers.execute(
                    () -> {
                        results.put(errand, errand.run());
                        room.release();
                    });
        }
    }

    private Errand errand() {
        long stay = Math.min((System.nanoTime() - began) / STAY.toNanos(), stays.size() - 1L);
        List<Tenant> present = stays.get((int) stay);
        int who = random.nextInt(present.size());
        int how = random.nextInt(100);
        Manner manner = how < 10 ? Manner.LEAVING : how < 30 ? Manner.NAMED : Manner.ONCE;
        return new Errand(
                "errand-" + errands.incrementAndGet(),
                present.get(who),
                manner,
                manner == Manner.LEAVING ? stream(400, 60) : who < RICH ? anyCall() : smallCall(),
                random.nextBoolean() ? servers : servers.reversed());
    }

    private String anyCall() {
        int kind = random.nextInt(100);
        if (kind < 25) {
            String all = "[sandbox tokens=8000] Tell me all";
            return Wire.chat("sandbox/lorem", all, ", \"max_tokens\": 8000");
        }
        return kind < 50 ? stream(random.nextInt(5, 60), random.nextInt(10, 100)) : smallCall();
    }

    private String smallCall() {
        int kind = random.nextInt(100);
        if (kind < 35) {
            return Wire.chat("sandbox/echo", "Hello from here", ", \"max_tokens\": 20");
        }
        return kind < 75
                ? stream(random.nextInt(5, 20), random.nextInt(20, 200))
                : oneOf(NOT_TO_BE_ANSWERED);
    }

    private static String stream(int tokens, int intervalMillis) {
        return Wire.chat(
                "sandbox/lorem",
                "[sandbox tokens=%d interval_ms=%d] Go on".formatted(tokens, intervalMillis),
                ", \"stream\": true, \"max_tokens\": %d".formatted(tokens + 5));
    }

    private <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
