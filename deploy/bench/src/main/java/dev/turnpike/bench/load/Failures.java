package dev.turnpike.bench.load;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts the calls that went wrong, and remembers how the first one did. */
final class Failures {

    private final AtomicLong count = new AtomicLong();
    private final AtomicReference<@Nullable String> first = new AtomicReference<>();

    void add(Exception failure) {
        count.incrementAndGet();
        first.compareAndSet(null, failure.toString());
    }

    long count() {
        return count.get();
    }

    Optional<String> first() {
        return Optional.ofNullable(first.get());
    }
}
