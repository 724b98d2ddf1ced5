package dev.turnpike.billing.reconciliation;

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
    static final int DAYS = 90;

    private final ProviderBills bills;
    private final InstantSource clock;

    @Inject
    public BillAlarm(ProviderBills bills, InstantSource clock) {
        this.bills = bills;
        this.clock = clock;
    }

    /** The days of the last 90 on which somebody has to look, of all providers, newest first. */
    public List<BilledDay> list(int limit) {
        return bills.listOff(first(clock), limit);
    }

    /** How many there are, and how many nobody can tell of. */
    public BillStanding standing() {
        return bills.standing(first(clock));
    }

    /** The first of the days that are looked at. */
    static LocalDate first(InstantSource clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS);
    }
}
