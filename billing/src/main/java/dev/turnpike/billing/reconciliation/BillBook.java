package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.BillImport.Imported;
import dev.turnpike.billing.reconciliation.BillImport.Known;
import dev.turnpike.billing.reconciliation.BillImport.Outcome;
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

    @Inject
    public BillBook(ProviderBills bills, BillComparison comparison) {
        this.bills = bills;
        this.comparison = comparison;
    }

    @Transactional
    Outcome keep(
            String provider, BillFile.Accepted file, List<LocalDate> days, Instant now, String by) {
        Optional<ProviderBill> known = bills.lockAndFind(provider, file.digest(), days);
        return known.<Outcome>map(Known::new)
                .orElseGet(
                        () ->
                                new Imported(
                                        bills.add(provider, file.digest(), now, by, file.lines())));
    }

    /** What we come to is kept: reading all calls of a day takes seconds. */
    @Transactional
    void compare(String provider, LocalDate day) {
        Usd ours =
                comparison.list(provider, day).stream()
                        .map(BillComparison.Row::ours)
                        .reduce(Usd.ZERO, Usd::plus);
        bills.noteOurs(provider, day, ours);
    }
}
