package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.ProviderBills.BilledDay;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The days on which a provider bills something else than we priced, beyond what is tolerated. */
@Singleton
public class BillAlarm {

    /** Bills come monthly, and are argued about for a while; what is older is history. */
    private static final int DAYS = 90;

    /** More are not counted: the cause is one and the same. */
    private static final int MAX_DAYS = 1_000;

    private final ProviderBills bills;
    private final BillTolerance tolerance;
    private final InstantSource clock;

    @Inject
    public BillAlarm(ProviderBills bills, BillTolerance tolerance, InstantSource clock) {
        this.bills = bills;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /** The days of the last 90 on which somebody has to look, of all providers. */
    public List<BilledDay> list() {
        LocalDate first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS);
        return bills.listDiffering(first, MAX_DAYS).stream().filter(this::isOff).toList();
    }

    /** Whether somebody has to look at this day. */
    public boolean isOff(BilledDay day) {
        Usd ours = day.ours();
        return ours != null && tolerance.isExceeded(ours, day.theirs());
    }
}
