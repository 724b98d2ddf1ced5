package dev.turnpike.persistence.spending;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Lets nodes give back what others need, over and over, until it is closed. */
final class GivingBack implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final CompletableFuture<Void> work = new CompletableFuture<>();
    private final Thread worker;
    private volatile boolean over;

    GivingBack(List<SpendingNode> nodes) {
        worker = Thread.ofVirtual().start(() -> work(nodes));
    }

    private void work(List<SpendingNode> nodes) {
        try {
            LockSupport.parkNanos(PAUSE.toNanos());
            while (!over) {
                nodes.forEach(node -> node.time.roundBegins());
                nodes.forEach(node -> node.leases.giveBack());
                nodes.forEach(node -> node.time.roundIsDone());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            work.complete(null);
        } catch (RuntimeException | Error e) {
            work.completeExceptionally(e);
        }
    }

    /** Returns when nothing is on its way any more; a fault of the work is thrown here. */
    @Override
    public void close() {
        over = true;
        LockSupport.unpark(worker);
        work.join();
    }
}
