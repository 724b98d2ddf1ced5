package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.money.Usd;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider bills for a day, or that no bill names it though it lies between days that bills
 * name.
 *
 * @param isBilled whether a bill names it
 * @param theirs what is billed; nothing when no bill names it
 * @param found what the comparison with our prices found; null as long as nobody has compared
 */
public record BilledDay(
        String provider, LocalDate day, boolean isBilled, Usd theirs, @Nullable Finding found) {

    /**
     * What a comparison found.
     *
     * @param ours what the calls of the day were priced at
     * @param isOff whether somebody has to look: one of its rows is beyond the tolerance, or all of
     *     them together are
     * @param rowsOff how many rows, of a model and a class each, are beyond the tolerance
     * @param widestGap how far the widest of these is apart; nothing when there is none
     */
    public record Finding(Usd ours, boolean isOff, int rowsOff, Usd widestGap) {

        /** Of all rows of a day. */
        static Finding of(List<BillComparison.Row> rows, BillTolerance tolerance) {
            Usd ours = rows.stream().map(BillComparison.Row::ours).reduce(Usd.ZERO, Usd::plus);
            Usd theirs = rows.stream().map(BillComparison.Row::theirs).reduce(Usd.ZERO, Usd::plus);
            List<Usd> gaps =
                    rows.stream()
                            .filter(row -> tolerance.isExceeded(row.ours(), row.theirs()))
                            .map(BillComparison.Row::gap)
                            .toList();
            return new Finding(
                    ours,
                    !gaps.isEmpty() || tolerance.isExceeded(ours, theirs),
                    gaps.size(),
                    gaps.stream().max(Comparator.naturalOrder()).orElse(Usd.ZERO));
        }
    }

    public boolean isOff() {
        return found != null && found.isOff();
    }
}
