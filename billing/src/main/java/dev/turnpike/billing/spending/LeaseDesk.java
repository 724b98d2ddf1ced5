package dev.turnpike.billing.spending;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.LeaseBook.Exchange;
import dev.turnpike.billing.spending.LeaseBook.Loan;
import dev.turnpike.billing.spending.LeaseOrder.Fetch;
import dev.turnpike.billing.spending.LeaseOrder.Recall;
import dev.turnpike.billing.spending.LeaseOrder.Want;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Carries out the orders about leases, many together, and never two about one lease at once.
 *
 * <p>A step whose outcome is unknown is taken for the worse one: nothing was lent, and what was
 * offered back is gone. What the database then counts too much comes back with the next step.
 */
final class LeaseDesk {

    private final LeaseBook book;
    private final LongSupplier nanoTime;

    LeaseDesk(LeaseBook book, LongSupplier nanoTime) {
        this.book = book;
        this.nanoTime = nanoTime;
    }

    /** What came of an order. */
    sealed interface Answer {

        /**
         * It was carried out.
         *
         * @param taken whether the amount that was wanted is set aside
         * @param free what the lease had left just after it; the next exchange may offer it back
         */
        record Done(Loan loan, boolean taken, Usd free) implements Answer {}

        /** Somebody keeps the account locked: nothing was done. */
        record Locked() implements Answer {}

        /** There was nothing to do any more: the lease had ended, or was fetched before. */
        record Obsolete() implements Answer {}

        /** What was done is not known. */
        record Failed(RuntimeException fault) implements Answer {}
    }

    /** Answers in the order of the orders. */
    List<Answer> carryOut(List<LeaseOrder> orders) {
        Map<Lease, List<LeaseOrder>> byLease =
                orders.stream()
                        .filter(order -> !isObsolete(order))
                        .collect(
                                Collectors.groupingBy(
                                        LeaseOrder::lease,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        IdentityHashMap<LeaseOrder, Answer> answers = new IdentityHashMap<>();
        byLease.keySet().stream()
                .collect(Collectors.groupingBy(Lease::node))
                .forEach((node, leases) -> exchange(node, leases, byLease, answers));
        return orders.stream()
                .map(order -> answers.getOrDefault(order, new Answer.Obsolete()))
                .toList();
    }

    private static boolean isObsolete(LeaseOrder order) {
        Lease lease = order.lease();
        return lease.isRetired() || (order instanceof Fetch && lease.isOpen());
    }

    private void exchange(
            NodeId node,
            List<Lease> leases,
            Map<Lease, List<LeaseOrder>> orders,
            IdentityHashMap<LeaseOrder, Answer> answers) {
        List<Exchange> exchanges =
                leases.stream()
                        .map(lease -> exchange(lease, orders.getOrDefault(lease, List.of())))
                        .toList();
        List<Loan> loans;
        try {
            loans = book.exchange(node, exchanges);
        } catch (RuntimeException e) {
            // It concerns this node's orders alone: others may have been lent what they asked for.
            leases.stream()
                    .flatMap(lease -> orders.getOrDefault(lease, List.of()).stream())
                    .forEach(order -> answers.put(order, new Answer.Failed(e)));
            return;
        }
        for (int i = 0; i < leases.size(); i++) {
            Lease lease = leases.get(i);
            share(lease, loans.get(i), orders.getOrDefault(lease, List.of()), answers);
        }
    }

    private static void share(
            Lease lease,
            Loan loan,
            List<LeaseOrder> orders,
            IdentityHashMap<LeaseOrder, Answer> answers) {
        List<Want> wants = wants(orders);
        List<Boolean> taken = lease.lent(loan, wants.stream().map(Want::amount).toList());
        if (loan.locked()) {
            orders.forEach(order -> answers.put(order, new Answer.Locked()));
            return;
        }
        Usd free = lease.free();
        orders.forEach(order -> answers.put(order, new Answer.Done(loan, false, free)));
        for (int i = 0; i < wants.size(); i++) {
            answers.put(wants.get(i), new Answer.Done(loan, taken.get(i), free));
        }
    }

    private Exchange exchange(Lease lease, List<LeaseOrder> orders) {
        long now = nanoTime.getAsLong();
        boolean recalled = orders.stream().anyMatch(Recall.class::isInstance);
        if (recalled) {
            lease.recalled(now);
        }
        List<Want> wants = wants(orders);
        List<Usd> amounts =
                Stream.concat(wants.stream().map(Want::amount), fetched(orders)).toList();
        if (amounts.isEmpty()) {
            return lease.giveBack(recalled);
        }
        return lease.ask(amounts, wants.stream().anyMatch(Want::recall), now);
    }

    /**
     * What is fetched, the largest alone: a thousand calls that begin at once do not all come as
     * far as this budget, and what one server holds for them other servers lack.
     */
    private static Stream<Usd> fetched(List<LeaseOrder> orders) {
        return orders.stream()
                .filter(Fetch.class::isInstance)
                .map(order -> ((Fetch) order).amount())
                .max(Comparator.naturalOrder())
                .stream();
    }

    private static List<Want> wants(List<LeaseOrder> orders) {
        return orders.stream().filter(Want.class::isInstance).map(Want.class::cast).toList();
    }
}
