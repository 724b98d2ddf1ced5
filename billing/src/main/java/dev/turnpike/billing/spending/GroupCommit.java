package dev.turnpike.billing.spending;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does what many threads ask for in few steps: while one step runs, the next one collects. There is
 * no timer; a single caller waits for nobody.
 */
final class GroupCommit<T, R> implements AutoCloseable {

    /** Keeps a step, and the locks it takes, in the range of milliseconds. */
    static final int MAX_TOGETHER = 256;

    /** So many are worth a step of their own beside the one that runs. */
    static final int MANY = 64;

    private final Function<List<T>, List<R>> step;
    private final Semaphore beside;
    private final BlockingQueue<Waiting<T, R>> queue = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> lastCollected = new CompletableFuture<>();
    private boolean closed;

    /** An order and whom it concerns; without an order it is the sign to end. */
    private record Waiting<T, R>(@Nullable T asked, CompletableFuture<R> answer) {
        T order() {
            return Objects.requireNonNull(asked);
        }
    }

    /** One step at a time. */
    GroupCommit(String name, Function<List<T>, List<R>> step) {
        this(name, step, 1);
    }

    /**
     * @param step answers in the order of what it is given; an exception reaches all who asked
     * @param atOnce how many steps may run at a time when many wait
     */
    GroupCommit(String name, Function<List<T>, List<R>> step, int atOnce) {
        this.step = step;
        beside = new Semaphore(atOnce - 1);
        var _ = Thread.ofPlatform().daemon().name(name).start(this::work);
    }

    /** Waits until a step with this in it is done. */
    R submit(T asked) {
        return await(submitLater(asked));
    }

    /** Waits for an answer; a fault is thrown as the step threw it. */
    static <R> R await(CompletableFuture<R> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    /** The same without waiting. */
    CompletableFuture<R> submitLater(T asked) {
        return submitTogetherLater(List.of(asked)).getFirst();
    }

    /** The same for several, which go into one step together if they are few enough. */
    List<CompletableFuture<R>> submitTogetherLater(List<T> asked) {
        List<Waiting<T, R>> waiting =
                asked.stream().map(it -> new Waiting<>(it, new CompletableFuture<R>())).toList();
        if (!enqueue(waiting)) {
            answerAlone(waiting);
        }
        return waiting.stream().map(Waiting::answer).toList();
    }

    private synchronized boolean enqueue(List<Waiting<T, R>> waiting) {
        return !closed && queue.addAll(waiting);
    }

    /** The last calls of a server that stops: they are few, and nobody collects any more. */
    private void answerAlone(List<Waiting<T, R>> waiting) {
        var _ = lastCollected.join();
        synchronized (lastCollected) {
            answer(waiting);
        }
    }

    /** Ends the worker after what was asked for before. Whoever asks afterwards is served alone. */
    @Override
    public synchronized void close() {
        if (!closed) {
            queue.add(new Waiting<>(null, new CompletableFuture<>()));
            closed = true;
        }
    }

    private void work() {
        List<Waiting<T, R>> together = new ArrayList<>();
        boolean goOn = true;
        while (goOn) {
            goOn = collect(together);
            if (together.size() >= MANY && beside.tryAcquire()) {
                answerBeside(List.copyOf(together));
            } else if (!together.isEmpty()) {
                answer(together);
            }
            together.clear();
        }
        lastCollected.complete(null);
    }

    /** False when the end has come. */
    private boolean collect(List<Waiting<T, R>> together) {
        try {
            together.add(queue.take());
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
        // Whoever puts several in is let finish.
        synchronized (this) {
            queue.drainTo(together, MAX_TOGETHER - 1);
        }
        return !together.removeIf(waiting -> waiting.asked() == null);
    }

    /** While this step runs, the next one collects, and runs as well. */
    private void answerBeside(List<Waiting<T, R>> together) {
        var _ =
                Thread.startVirtualThread(
                        () -> {
                            answer(together);
                            beside.release();
                        });
    }

    private void answer(List<Waiting<T, R>> together) {
        try {
            List<R> answers = step.apply(together.stream().map(Waiting::order).toList());
            for (int i = 0; i < together.size(); i++) {
                together.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            // Whatever it is, those who wait must get to know, and the next step may fare better.
            together.forEach(waiting -> waiting.answer().completeExceptionally(e));
        }
    }
}
