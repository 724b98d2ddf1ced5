package dev.turnpike.web.operator;

import dev.turnpike.billing.reconciliation.BillComparison;
import dev.turnpike.billing.reconciliation.BillTolerance;
import dev.turnpike.web.page.Amount;

/**
 * One class of units of one model on one day, as both sides have it.
 *
 * @param isKnown whether we know such a model of the provider
 * @param percent by how much theirs is above ours; empty when ours is nothing
 * @param isOff whether they are further apart than is tolerated
 */
public record BillClassRow(
        String model,
        boolean isKnown,
        String tokenClass,
        String ourQuantity,
        Amount ours,
        String theirQuantity,
        Amount theirs,
        Amount variance,
        String percent,
        boolean differs,
        boolean isOff) {

    static BillClassRow of(BillComparison.Row row, BillTolerance tolerance) {
        return new BillClassRow(
                row.model(),
                row.isKnown(),
                row.tokenClass().code(),
                String.format("%,d", row.ourQuantity()),
                Amount.of(row.ours()),
                String.format("%,d", row.theirQuantity()),
                Amount.of(row.theirs()),
                Amount.of(row.variance()),
                BillDayRow.percent(row.ours(), row.theirs()),
                !row.variance().isZero() || row.ourQuantity() != row.theirQuantity(),
                tolerance.isExceeded(row.ours(), row.theirs()));
    }
}
