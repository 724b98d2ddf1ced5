package dev.turnpike.billing.spending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GroupCommitTest {

    /** A step with this in it waits until it may go on. */
    private static final int SLOW = 0;

    /** A step with this in it fails. */
    private static final int BAD = -1;

    private final List<List<Integer>> steps = new CopyOnWriteArrayList<>();
    private final List<Thread> workers = new CopyOnWriteArrayList<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final GroupCommit<Integer, String> commit = new GroupCommit<>("test", this::step);

    @AfterEach
    void end() {
        mayGoOn.countDown();
        commit.close();
    }

    @Test
    void answersASingleCallerAtOnce() {
        assertThat(commit.submit(7)).isEqualTo("done 7");
        assertThat(commit.submit(8)).isEqualTo("done 8");

        assertThat(steps).containsExactly(List.of(7), List.of(8));
    }

    @Test
    void collectsWhileAStepRuns() throws InterruptedException {
        CompletableFuture<String> slow = startSlowStep();

        List<CompletableFuture<String>> collected = submitAll(1, 4);
        assertThat(collected).noneMatch(CompletableFuture::isDone);
        mayGoOn.countDown();

        assertThat(slow.join()).isEqualTo("done 0");
        assertThat(collected.stream().map(CompletableFuture::join))
                .containsExactly("done 1", "done 2", "done 3");
        assertThat(steps).containsExactly(List.of(SLOW), List.of(1, 2, 3));
    }

    @Test
    void takesOnlySoManyTogether() throws InterruptedException {
        var _ = startSlowStep();

        List<CompletableFuture<String>> collected = submitAll(1, 2 + GroupCommit.MAX_TOGETHER);
        mayGoOn.countDown();

        assertThat(collected.stream().map(CompletableFuture::join))
                .containsExactlyElementsOf(
                        IntStream.range(1, 2 + GroupCommit.MAX_TOGETHER)
                                .mapToObj(it -> "done " + it)
                                .toList());
        assertThat(steps).extracting(List::size).containsExactly(1, GroupCommit.MAX_TOGETHER, 1);
    }

    @Test
    void runsTwoStepsAtOnceWhenManyWait() throws InterruptedException {
        try (var two = new GroupCommit<Integer, String>("two", this::step, 2)) {
            List<Integer> asked = IntStream.range(SLOW, GroupCommit.MANY).boxed().toList();
            List<CompletableFuture<String>> many = two.submitTogetherLater(asked);
            started.await();

            assertThat(two.submit(100)).isEqualTo("done 100");
            assertThat(many).noneMatch(CompletableFuture::isDone);

            mayGoOn.countDown();
            assertThat(many).allSatisfy(it -> assertThat(it.join()).startsWith("done"));
            assertThat(steps).containsExactly(asked, List.of(100));
        }
    }

    @Test
    void handsAFaultToExactlyThoseOfItsStep() throws InterruptedException {
        CompletableFuture<String> slow = startSlowStep();
        CompletableFuture<String> beside = commit.submitLater(1);
        CompletableFuture<String> bad = commit.submitLater(BAD);
        mayGoOn.countDown();

        assertThat(slow.join()).isEqualTo("done 0");
        assertThatThrownBy(beside::join).hasRootCauseMessage("bad");
        assertThatThrownBy(bad::join).hasRootCauseMessage("bad");
        assertThatThrownBy(() -> commit.submit(BAD))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("bad");
        assertThat(commit.submit(2)).isEqualTo("done 2");
    }

    @Test
    void servesWhatWasAskedForBeforeItsEndTogetherAndLaterOnesAlone() throws InterruptedException {
        var _ = startSlowStep();
        List<CompletableFuture<String>> before = submitAll(1, 3);

        commit.close();
        commit.close();

        CompletableFuture<String> after = new CompletableFuture<>();
        Thread late = Thread.ofPlatform().start(() -> after.complete(commit.submit(9)));
        while (late.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(steps).hasSize(1);
        mayGoOn.countDown();
        assertThat(after.join()).isEqualTo("done 9");
        assertThat(before.stream().map(CompletableFuture::join))
                .containsExactly("done 1", "done 2");
        assertThat(steps).containsExactly(List.of(SLOW), List.of(1, 2), List.of(9));
        workers.get(0).join(TimeUnit.SECONDS.toMillis(10));
        assertThat(workers.get(0).isAlive()).isFalse();
        assertThat(commit.submit(10)).isEqualTo("done 10");
    }

    private CompletableFuture<String> startSlowStep() throws InterruptedException {
        CompletableFuture<String> slow = commit.submitLater(SLOW);
        started.await();
        return slow;
    }

    private List<CompletableFuture<String>> submitAll(int first, int end) {
        return IntStream.range(first, end).mapToObj(commit::submitLater).toList();
    }

    private List<String> step(List<Integer> asked) {
        workers.add(Thread.currentThread());
        steps.add(List.copyOf(asked));
        if (asked.contains(SLOW)) {
            started.countDown();
            await(mayGoOn);
        }
        if (asked.contains(BAD)) {
            throw new IllegalStateException("bad");
        }
        List<String> answers = new ArrayList<>();
        asked.forEach(it -> answers.add("done " + it));
        return answers;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
