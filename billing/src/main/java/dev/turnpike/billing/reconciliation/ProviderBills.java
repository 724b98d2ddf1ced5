package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps every bill that was imported, and what the comparison of each day came to. */
public interface ProviderBills {

    /**
     * Waits for other imports of the provider's bills, until the end of the transaction.
     *
     * @return the bill with this digest, if it is the one in force for each of these days
     */
    Optional<ProviderBill> lockAndFind(String provider, String digest, List<LocalDate> days);

    /** Keeps a bill; from now on it is in force for the days that it names. */
    ProviderBill add(String provider, String digest, Instant at, String by, List<BillLine> lines);

    /** The bills of a provider, the newest first. */
    List<ProviderBill> list(String provider, int limit);

    /** What is billed for a day by the bill in force; empty when no bill names the day. */
    List<BillLine> listLines(String provider, LocalDate day);

    /** Keeps what the calls of a billed day were priced at. */
    void noteOurs(String provider, LocalDate day, Usd ours);

    /** The days of this span that a bill names, the oldest first. */
    List<BilledDay> listDays(String provider, LocalDate from, LocalDate to);

    /** The days of all providers from this one on on which both sides are not the same. */
    List<BilledDay> listDiffering(LocalDate from, int limit);

    /**
     * A day that was billed.
     *
     * @param ours what its calls were priced at; null as long as nobody has added that up
     * @param theirs what is billed
     */
    record BilledDay(String provider, LocalDate day, @Nullable Usd ours, Usd theirs) {}
}
