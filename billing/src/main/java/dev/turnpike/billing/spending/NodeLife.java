package dev.turnpike.billing.spending;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Which node this server is at the moment, and how long it stays that. */
final class NodeLife {

    private final LeaseBook book;
    private final Duration lifetime;
    private final LongSupplier nanoTime;
    private volatile Node current;
    private boolean joined;

    NodeLife(LeaseBook book, Duration lifetime, LongSupplier nanoTime) {
        this.book = book;
        this.lifetime = lifetime;
        this.nanoTime = nanoTime;
        current = new Node(nanoTime.getAsLong());
    }

    /** The node, whether or not it still has its leases. */
    Node current() {
        return current;
    }

    /** The node with leases that nobody else can have taken away. */
    Node alive() {
        Node node = current;
        return node.isAlive(nanoTime.getAsLong()) ? node : renewed(node);
    }

    /** If the database has given its leases up already, this server goes on as another node. */
    synchronized Node renewed(Node node) {
        if (node != current) {
            return current;
        }
        long before = nanoTime.getAsLong();
        if (!joined || !book.renew(current.id(), lifetime)) {
            Node fresh = new Node(before);
            book.join(fresh.id(), lifetime);
            current = fresh;
            joined = true;
        }
        current.liveUntil(before + lifetime.toNanos());
        return current;
    }
}
