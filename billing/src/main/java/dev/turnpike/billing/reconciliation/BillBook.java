package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.reconciliation.BillImport.Imported;
import dev.turnpike.billing.reconciliation.BillImport.Known;
import dev.turnpike.billing.reconciliation.BillImport.Outcome;
import dev.turnpike.billing.reconciliation.BilledDay.Finding;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The steps of an import, each in one transaction. */
@Singleton
public class BillBook {

    private final ProviderBills bills;
    private final BillComparison comparison;
    private final BillTolerance tolerance;

    @Inject
    public BillBook(ProviderBills bills, BillComparison comparison, BillTolerance tolerance) {
        this.bills = bills;
        this.comparison = comparison;
        this.tolerance = tolerance;
    }

    @Transactional
    Outcome keep(
            String provider, BillFile.Accepted file, List<LocalDate> days, Instant now, String by) {
        Optional<ProviderBill> known = bills.lockAndFind(provider, file.digest(), days);
        return known.<Outcome>map(Known::new)
                .orElseGet(() -> new Imported(bills.add(provider, file, now, by)));
    }

    /**
     * What is found is kept: reading all calls of a day takes seconds.
     *
     * @return false when somebody else has the day in hand
     */
    @Transactional
    boolean compare(String provider, LocalDate day, Instant now) {
        if (!bills.lockDay(provider, day)) {
            return false;
        }
        Finding found = Finding.of(comparison.list(provider, day), tolerance);
        bills.note(provider, day, found, tolerance.basisPoints(), now);
        return true;
    }
}
