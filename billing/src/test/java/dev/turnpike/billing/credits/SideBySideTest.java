package dev.turnpike.billing.credits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    private static final int HANDS = 2;
    private static final List<Integer> THINGS = IntStream.range(0, 3).boxed().toList();

    private final SideBySide sideBySide = new SideBySide(HANDS);
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    /** Four hands would meet here; two never do. */
    private final CountDownLatch tooMany = new CountDownLatch(HANDS + 1);

    @Test
    void boundsWhatAllOfAServerDoAtATime() {
        try (ExecutorService jobs = Executors.newFixedThreadPool(2)) {
            var _ = jobs.submit(() -> sideBySide.each(THINGS, _ -> step()));
            var _ = jobs.submit(() -> sideBySide.each(THINGS, _ -> step()));
        }

        assertThat(done).hasValue(6);
        assertThat(most).hasValueLessThanOrEqualTo(HANDS);
    }

    private void step() {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        tooMany.countDown();
        try {
            boolean _ = tooMany.await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        now.decrementAndGet();
        done.incrementAndGet();
    }
}
