package dev.turnpike.billing.spending;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.LeaseBook.Loan;
import dev.turnpike.billing.spending.LeaseDesk.Answer;
import dev.turnpike.billing.spending.Refusal.CreditTooLow;
import dev.turnpike.billing.spending.Refusal.KeyLimitReached;
import dev.turnpike.billing.spending.Refusal.ReceivableDue;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** The credit that this server has been lent: calls are admitted out of it. */
@Singleton
public class Leases {

    /** A budget from which nobody takes for so long is given back. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    /** A node that lives answers a recall well within this; one that died never does. */
    private static final Duration RECALL_PATIENCE = Duration.ofSeconds(2);

    private static final Duration RECALL_PAUSE = Duration.ofMillis(20);

    private final LeaseBook book;
    private final LongSupplier nanoTime;
    private final GroupCommit<LeaseOrder, Answer> desk;
    private final NodeLife life;

    @Inject
    public Leases(LeaseBook book, SpendingSettings settings) {
        this(book, settings, System::nanoTime);
    }

    Leases(LeaseBook book, SpendingSettings settings, LongSupplier nanoTime) {
        this.book = book;
        this.nanoTime = nanoTime;
        life = new NodeLife(book, settings.holdLifetime(), nanoTime);
        desk = new GroupCommit<>("leases", new LeaseDesk(book, nanoTime)::carryOut);
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
                return take(node, caller, amount);
            } catch (NodeLost _) {
                // This process was paused together with its clock, or the database's clock leapt.
                node = life.renewed(node);
            }
        }
    }

    private Taken take(Node node, Caller caller, Usd amount) {
        List<Lease> taken = new ArrayList<>();
        try {
            for (Budget budget : budgets(caller)) {
                switch (take(node, budget, amount)) {
                    case Share.Part(var lease) -> taken.add(lease);
                    case Share.None(var refusal) -> {
                        putBack(taken, amount);
                        return new Taken.Refused(refusal);
                    }
                }
            }
        } catch (RuntimeException e) {
            putBack(taken, amount);
            throw e;
        }
        return new Taken.Held(new Hold(node.id(), taken, amount));
    }

    private static void putBack(List<Lease> taken, Usd amount) {
        taken.forEach(lease -> lease.over(amount, Usd.ZERO));
    }

    /** What one budget gives. */
    private sealed interface Share {
        record Part(Lease lease) implements Share {}

        record None(Refusal refusal) implements Share {}
    }

    private static List<Budget> budgets(Caller caller) {
        Budget wallet = new Budget.Wallet(caller.account());
        return caller.limited()
                ? List.of(new Budget.KeyLimit(caller.account(), caller.key()), wallet)
                : List.of(wallet);
    }

    private Share take(Node node, Budget budget, Usd amount) {
        long start = nanoTime.getAsLong();
        boolean recall = true;
        while (true) {
            Lease lease = node.lease(budget, start);
            if (lease.take(amount, nanoTime.getAsLong())) {
                return new Share.Part(lease);
            }
            Answer answer = desk.submit(new LeaseOrder.Want(lease, amount, recall));
            Loan loan = answer.loan();
            if (answer.taken()) {
                return new Share.Part(lease);
            } else if (loan == null) {
                node.remove(lease);
            } else if (!loan.recalling() || isOver(RECALL_PATIENCE, start)) {
                return new Share.None(refusal(budget, amount, loan, lease.free()));
            } else {
                recall = false;
                LockSupport.parkNanos(RECALL_PAUSE.toNanos());
            }
        }
    }

    private boolean isOver(Duration patience, long start) {
        return nanoTime.getAsLong() - start > patience.toNanos();
    }

    private static Refusal refusal(Budget budget, Usd amount, Loan loan, Usd free) {
        if (!loan.known()) {
            throw new IllegalStateException("There is no " + budget);
        }
        Usd left = loan.left().plus(free);
        if (!loan.due().isZero()) {
            return new ReceivableDue(loan.due());
        }
        return loan.limit() == null
                ? new CreditTooLow(amount, left)
                : new KeyLimitReached(amount, loan.limit(), left);
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
        List<CompletableFuture<Answer>> orders = new ArrayList<>();
        Set<UUID> recalled = book.listRecalled(node.id());
        for (Lease lease : node.leases()) {
            if (recalled.contains(lease.budget().id())) {
                orders.add(desk.submitLater(new LeaseOrder.Recall(lease)));
            }
        }
        orders.addAll(rest(node, IDLE));
        orders.forEach(GroupCommit::await);
        node.leases().removeIf(Lease::isRetired);
    }

    private List<CompletableFuture<Answer>> rest(Node node, Duration pause) {
        long now = nanoTime.getAsLong();
        return node.leases().stream()
                .filter(lease -> lease.isIdle(pause, now))
                .map(lease -> desk.submitLater(new LeaseOrder.Rest(lease)))
                .toList();
    }

    /** A server that stops leaves nothing frozen but what its last calls hold. */
    @PreDestroy
    void stop() {
        rest(life.current(), Duration.ZERO).forEach(GroupCommit::await);
        desk.close();
    }
}
