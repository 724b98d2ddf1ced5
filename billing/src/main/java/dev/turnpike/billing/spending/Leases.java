package dev.turnpike.billing.spending;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.LeaseDesk.Answer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The credit that this server has been lent: calls are admitted out of it. */
@Singleton
public class Leases {

    /** How long a server that stops waits for accounts that somebody has locked. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final LeaseBook book;
    private final LongSupplier nanoTime;
    private final GroupCommit<LeaseOrder, Answer> desk;
    private final NodeLife life;
    private final Teller teller;

    @Inject
    public Leases(LeaseBook book, SpendingSettings settings, InstantSource clock) {
        this(book, settings, clock, System::nanoTime);
    }

    /**
     * @param nanoTime measures time as {@link System#nanoTime} does
     */
    public Leases(
            LeaseBook book, SpendingSettings settings, InstantSource clock, LongSupplier nanoTime) {
        this.book = book;
        this.nanoTime = nanoTime;
        life = new NodeLife(book, settings.leaseLifetime(), nanoTime);
        desk = new GroupCommit<>("leases", new LeaseDesk(book, nanoTime)::carryOut);
        teller = new Teller(desk, new WindowClock(clock), nanoTime);
    }

    /** A hold or the reason against it. */
    sealed interface Taken {
        record Held(Hold hold) implements Taken {}

        record Refused(Refusal refusal) implements Taken {}
    }

    /** Sets an amount aside in every budget that bounds this caller. */
    Taken take(Caller caller, Usd amount) {
        Node node = life.alive();
        while (true) {
            try {
                Taken taken = teller.take(node, caller, amount);
                if (node.isAlive(nanoTime.getAsLong())) {
                    return taken;
                }
                // The answer took so long that others may have been lent what this is taken from.
                putBack(taken);
            } catch (NodeLost _) {
                // This process was paused together with its clock, or the database's clock leapt.
            }
            node = life.renewed(node);
        }
    }

    private static void putBack(Taken taken) {
        if (taken instanceof Taken.Held(var hold)) {
            hold.cancel();
        }
    }

    /** As what the database knows this server, which it takes for alive. */
    public NodeId node() {
        return life.alive().id();
    }

    /** Keeps the leases of this server. */
    public void renew() {
        var _ = life.renewed(life.current());
    }

    /** Ends the leases of nodes that died; returns how many. */
    public int expire() {
        return book.expire();
    }

    /** Gives back what other nodes need, and what has not been used for a while. */
    public void giveBack() {
        Node node = life.current();
        if (node.leases().isEmpty()) {
            return;
        }
        try {
            giveBack(node);
        } catch (NodeLost _) {
            var _ = life.renewed(node);
        }
    }

    private void giveBack(Node node) {
        List<LeaseOrder> orders = new ArrayList<>();
        Set<UUID> recalled = book.listRecalled(node.id());
        for (Lease lease : node.leases()) {
            if (recalled.contains(lease.budget().id())) {
                orders.add(new LeaseOrder.Recall(lease));
            }
        }
        long now = nanoTime.getAsLong();
        orders.addAll(rest(node, lease -> lease.isIdle(now)));
        // What is locked comes back the next time: others wait for the rest of it.
        var _ = carryOut(node, orders);
    }

    private static List<LeaseOrder> rest(Node node, Predicate<Lease> which) {
        return node.leases().stream().filter(which).<LeaseOrder>map(LeaseOrder.Rest::new).toList();
    }

    /**
     * Waits until these orders are carried out; returns those about accounts that somebody keeps
     * locked.
     *
     * @throws RuntimeException the fault of one that failed, after all of them
     */
    private List<LeaseOrder> carryOut(Node node, List<LeaseOrder> orders) {
        List<Answer> answers =
                orders.stream().map(desk::submitLater).toList().stream()
                        .map(GroupCommit::await)
                        .toList();
        node.leases().removeIf(Lease::isRetired);
        List<LeaseOrder> locked = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            switch (answers.get(i)) {
                case Answer.Failed(var fault) -> throw fault;
                case Answer.Locked _ -> locked.add(orders.get(i));
                case Answer.Done _, Answer.Obsolete _ -> {}
            }
        }
        return locked;
    }

    /** A server that stops leaves nothing frozen but what its last calls hold. */
    @PreDestroy
    void stop() {
        Node node = life.current();
        long start = nanoTime.getAsLong();
        try {
            List<LeaseOrder> locked = carryOut(node, rest(node, Lease::isSpare));
            while (!locked.isEmpty() && nanoTime.getAsLong() - start < LOCK_PATIENCE.toNanos()) {
                LockSupport.parkNanos(PAUSE.toNanos());
                locked = carryOut(node, locked);
            }
        } finally {
            desk.close();
        }
    }
}
