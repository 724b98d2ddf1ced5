package dev.turnpike.persistence.spending;

import dev.turnpike.billing.spending.LeaseBook;
import dev.turnpike.billing.spending.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Notes as which node a server goes to the book, so that a test can let that node die, and when it
 * waits in vain for what a dead node does not give back.
 */
final class NotedLeaseBook implements LeaseBook {

    private final LeaseBook book;
    private final NodeTime time;
    private volatile NodeId joined = new NodeId(new UUID(0, 0));

    NotedLeaseBook(LeaseBook book, NodeTime time) {
        this.book = book;
        this.time = time;
    }

    NodeId joined() {
        return joined;
    }

    @Override
    public void join(NodeId node, Duration lifetime) {
        book.join(node, lifetime);
        joined = node;
    }

    @Override
    public List<Loan> exchange(NodeId node, List<Exchange> exchanges) {
        exchanges.forEach(time::before);
        List<Loan> loans = book.exchange(node, exchanges);
        for (int i = 0; i < loans.size(); i++) {
            time.after(exchanges.get(i), loans.get(i));
        }
        return loans;
    }

    @Override
    public Set<UUID> listRecalled(NodeId node) {
        return book.listRecalled(node);
    }

    @Override
    public boolean renew(NodeId node, Duration lifetime) {
        return book.renew(node, lifetime);
    }

    @Override
    public int expire() {
        return book.expire();
    }
}
