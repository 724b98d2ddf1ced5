package dev.turnpike.billing.spending;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.LeaseBook.Loan;
import dev.turnpike.billing.spending.LeaseDesk.Answer;
import dev.turnpike.billing.spending.Leases.Taken;
import dev.turnpike.billing.spending.Refusal.CreditTooLow;
import dev.turnpike.billing.spending.Refusal.LimitReached;
import dev.turnpike.billing.spending.Refusal.ReceivableDue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a call needs out of each budget that bounds it: its limits, the narrowest first, then
 * the wallet. So what is refused by a limit has not kept credit from others for a moment.
 */
final class Teller {

    /** A node that lives answers a recall well within this; one that died never does. */
    private static final Duration RECALL_PATIENCE = Duration.ofSeconds(2);

    /** Steps on an account take milliseconds, unless a server freezes within one. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** The second look is at the window that the database names; a third is for a midnight. */
    private static final int MAX_LOOKS = 4;

    private final GroupCommit<LeaseOrder, Answer> desk;
    private final WindowClock clock;
    private final LongSupplier nanoTime;

    Teller(GroupCommit<LeaseOrder, Answer> desk, WindowClock clock, LongSupplier nanoTime) {
        this.desk = desk;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** What one budget gives. */
    private sealed interface Share {
        record Part(Lease lease) implements Share {}

        record None(Loan loan, Usd left) implements Share {}
    }

    Taken take(Node node, Caller caller, Usd amount) {
        List<Lease> taken = new ArrayList<>();
        Refusal refusal;
        try {
            refusal = takeAll(node, caller, amount, taken);
        } catch (RuntimeException e) {
            putBack(taken, amount);
            throw e;
        }
        if (refusal != null) {
            putBack(taken, amount);
            return new Taken.Refused(refusal);
        }
        return new Taken.Held(new Hold(node.id(), taken, amount));
    }

    private static void putBack(List<Lease> taken, Usd amount) {
        taken.forEach(lease -> lease.over(amount, Usd.ZERO));
    }

    private @Nullable Refusal takeAll(Node node, Caller caller, Usd amount, List<Lease> taken) {
        if (!caller.limits().isEmpty()) {
            fetch(node, caller, amount);
        }
        for (SpendingLimit limit : caller.limits()) {
            Refusal refusal = take(node, caller.account(), limit, amount, taken);
            if (refusal != null) {
                return refusal;
            }
        }
        var wallet = new Budget.Wallet(caller.account());
        return switch (take(node, wallet, amount)) {
            case Share.Part(var lease) -> {
                taken.add(lease);
                yield null;
            }
            case Share.None(var loan, var left) -> refusal(wallet, amount, loan, left);
        };
    }

    /**
     * Asks at once for all windows of which nothing is known yet, so that many limits take no
     * longer than one. All else is asked for one after the other, the wallet last: calls that a
     * limit refuses would else borrow, again and again, what other servers need.
     */
    private void fetch(Node node, Caller caller, Usd amount) {
        long now = nanoTime.getAsLong();
        List<Lease> leases = new ArrayList<>();
        for (SpendingLimit limit : caller.limits()) {
            Instant start = limit.period().startOf(clock.now());
            leases.add(node.lease(new Budget.Window(caller.account(), limit.id(), start), now));
        }
        leases.removeIf(Lease::isOpen);
        if (leases.size() < 2) {
            return;
        }
        List<LeaseOrder> orders = new ArrayList<>();
        leases.forEach(lease -> orders.add(new LeaseOrder.Fetch(lease, amount)));
        for (CompletableFuture<Answer> answer : desk.submitTogetherLater(orders)) {
            // Whatever else it is shows when the window is asked for by itself.
            if (GroupCommit.await(answer) instanceof Answer.Done(var loan, _, _)
                    && loan.notNow() != null) {
                clock.correct(loan.notNow());
            }
        }
    }

    private static Refusal refusal(Budget wallet, Usd amount, Loan loan, Usd left) {
        if (!loan.known()) {
            throw new IllegalStateException("There is no " + wallet);
        }
        return loan.due().isZero() ? new CreditTooLow(amount, left) : new ReceivableDue(loan.due());
    }

    /** Of a limit that was removed a moment ago nothing is taken: it bounds nobody any more. */
    private @Nullable Refusal take(
            Node node, AccountId account, SpendingLimit limit, Usd amount, List<Lease> taken) {
        for (int look = 0; look < MAX_LOOKS; look++) {
            Instant start = limit.period().startOf(clock.now());
            switch (take(node, new Budget.Window(account, limit.id(), start), amount)) {
                case Share.Part(var lease) -> {
                    taken.add(lease);
                    return null;
                }
                case Share.None(var loan, var left) -> {
                    if (!loan.known()) {
                        return null;
                    }
                    if (loan.notNow() == null) {
                        Usd now = Objects.requireNonNull(loan.limit());
                        Instant end = limit.period().endOf(start);
                        return new LimitReached(limit.withAmount(now), amount, left, end);
                    }
                    clock.correct(loan.notNow());
                }
            }
        }
        throw new IllegalStateException("This server and its database agree on no window");
    }

    private Share take(Node node, Budget budget, Usd amount) {
        long start = nanoTime.getAsLong();
        Recall recall = new Recall();
        while (true) {
            Lease lease = node.lease(budget, start);
            if (lease.take(amount, nanoTime.getAsLong())) {
                return new Share.Part(lease);
            }
            switch (desk.submit(new LeaseOrder.Want(lease, amount, !recall.hasBegun))) {
                case Answer.Done(_, var taken, _) when taken -> {
                    return new Share.Part(lease);
                }
                case Answer.Done(var loan, _, var free)
                        when !loan.recalling() || recall.isOver() -> {
                    return new Share.None(loan, loan.left().plus(free));
                }
                case Answer.Done _ -> recall.goOn();
                case Answer.Locked _ -> waitForLock(budget, start);
                case Answer.Obsolete _ -> node.remove(lease);
                case Answer.Failed(var fault) -> throw fault;
            }
        }
    }

    /** Other servers have their time to answer from the moment at which they were asked. */
    private final class Recall {
        private boolean hasBegun;
        private long begun;

        boolean isOver() {
            return hasBegun && Teller.this.isOver(RECALL_PATIENCE, begun);
        }

        void goOn() {
            if (!hasBegun) {
                hasBegun = true;
                begun = nanoTime.getAsLong();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Soon at first, then ever less often: many calls may be waiting for the same account. */
    private void waitForLock(Budget budget, long start) {
        if (isOver(LOCK_PATIENCE, start)) {
            throw new AccountLocked(budget.account());
        }
        LockSupport.parkNanos(Math.max(PAUSE.toNanos(), (nanoTime.getAsLong() - start) / 4));
    }

    private boolean isOver(Duration patience, long start) {
        return nanoTime.getAsLong() - start > patience.toNanos();
    }
}
