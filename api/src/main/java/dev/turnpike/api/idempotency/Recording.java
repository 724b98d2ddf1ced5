package dev.turnpike.api.idempotency;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.billing.usage.GenerationId;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The bytes of one answer as they leave; one thread adds to them, many may follow. */
final class Recording {

    /** Far longer than what models write; some images in an answer exceed it. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private byte[] bytes = {};
    private int size;
    private @Nullable Start start;
    private boolean cut;
    private boolean ended;

    /** How an answer begins. */
    sealed interface Start {
        record Begun(GenerationId id) implements Start {}

        record Refused(@Nullable GenerationId id, ApiError error) implements Start {}
    }

    void begin(Start how) {
        change(
                () -> {
                    if (start == null) {
                        start = how;
                    }
                });
    }

    /** From the first bytes on that do not fit there is nothing more in it. */
    void add(byte[] more) {
        change(
                () -> {
                    cut |= size + more.length > MAX_BYTES;
                    if (!cut) {
                        append(more);
                    }
                });
    }

    private void append(byte[] more) {
        if (size + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more.length));
        }
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    void end() {
        change(() -> ended = true);
    }

    private void change(Runnable step) {
        lock.lock();
        try {
            step.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How it began; null when it did not within this time, or ended without a beginning. */
    @Nullable Start awaitStart(Duration patience) {
        return await(() -> start != null || ended, patience, () -> start);
    }

    /** What is known from this byte on, after waiting for more; empty when nothing more comes. */
    byte[] awaitBytes(int from, Duration patience) {
        return await(
                () -> size > from || cut || ended,
                patience,
                () -> Arrays.copyOfRange(bytes, from, size));
    }

    /** All of it; null when it became too long, or has not ended within this time. */
    byte @Nullable [] awaitAll(Duration patience) {
        return await(() -> cut || ended, patience, () -> ended ? whole() : null);
    }

    private <T extends @Nullable Object> T await(
            BooleanSupplier isDone, Duration patience, Supplier<T> result) {
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (!isDone.getAsBoolean() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Nobody interrupts a call", e);
        } finally {
            lock.unlock();
        }
    }

    /** What was added until now; null when it became too long. */
    byte @Nullable [] whole() {
        lock.lock();
        try {
            return cut ? null : Arrays.copyOf(bytes, size);
        } finally {
            lock.unlock();
        }
    }

    /** Another one with the bytes of this one. */
    Recording copy() {
        Recording copy = new Recording();
        byte[] whole = whole();
        copy.cut = whole == null;
        if (whole != null) {
            copy.append(whole);
        }
        return copy;
    }

    boolean isCut() {
        lock.lock();
        try {
            return cut;
        } finally {
            lock.unlock();
        }
    }
}
