package dev.turnpike.api.metrics;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.BillLine;
import dev.turnpike.billing.reconciliation.ProviderBill;
import dev.turnpike.billing.reconciliation.ProviderBills;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Bills of which one day is twice what was priced, and nothing else is known. */
record OneBilledDay() implements ProviderBills {

    @Override
    public List<BilledDay> listDiffering(LocalDate from, int limit) {
        return List.of(new BilledDay("acme", from, Usd.parse("1"), Usd.parse("2")));
    }

    @Override
    public Optional<ProviderBill> lockAndFind(
            String provider, String digest, List<LocalDate> days) {
        return Optional.empty();
    }

    @Override
    public ProviderBill add(
            String provider, String digest, Instant at, String by, List<BillLine> lines) {
        throw new UnsupportedOperationException("Nothing is imported here");
    }

    @Override
    public List<ProviderBill> list(String provider, int limit) {
        return List.of();
    }

    @Override
    public List<BillLine> listLines(String provider, LocalDate day) {
        return List.of();
    }

    @Override
    public void noteOurs(String provider, LocalDate day, Usd ours) {}

    @Override
    public List<BilledDay> listDays(String provider, LocalDate from, LocalDate to) {
        return List.of();
    }
}
