package dev.turnpike.api.metrics;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.BillCredit;
import dev.turnpike.billing.reconciliation.BillFile;
import dev.turnpike.billing.reconciliation.BillLine;
import dev.turnpike.billing.reconciliation.BillStanding;
import dev.turnpike.billing.reconciliation.BilledDay;
import dev.turnpike.billing.reconciliation.BilledDay.Finding;
import dev.turnpike.billing.reconciliation.ProviderBill;
import dev.turnpike.billing.reconciliation.ProviderBills;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Bills of which one day is twice what was priced, and two are not compared yet. */
record OneBilledDay() implements ProviderBills {

    @Override
    public BillStanding standing(LocalDate recent) {
        return new BillStanding(1, 1, 2);
    }

    @Override
    public List<BilledDay> listOff(LocalDate from, int limit) {
        return List.of();
    }

    @Override
    public Optional<ProviderBill> lockAndFind(
            String provider, String digest, List<LocalDate> days) {
        return Optional.empty();
    }

    @Override
    public ProviderBill add(String provider, BillFile.Accepted file, Instant at, String by) {
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
    public List<BillCredit> listCredits(String provider, LocalDate day) {
        return List.of();
    }

    @Override
    public Usd sumCredits(String provider, LocalDate from, LocalDate to) {
        return Usd.ZERO;
    }

    @Override
    public List<BilledDay> listDue(
            LocalDate recent, int basisPoints, Instant offBefore, int limit) {
        return List.of();
    }

    @Override
    public boolean lockDay(String provider, LocalDate day) {
        return true;
    }

    @Override
    public void note(String provider, LocalDate day, Finding found, int basisPoints, Instant at) {}

    @Override
    public List<BilledDay> listDays(String provider, LocalDate from, LocalDate to) {
        return List.of();
    }
}
