package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.BilledDay.Finding;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Keeps every bill that was imported, and what the comparison of each day came to. */
public interface ProviderBills {

    /**
     * Waits for other imports of the provider's bills, until the end of the transaction.
     *
     * @return the bill with this digest, if it is the one in force for each of these days
     */
    Optional<ProviderBill> lockAndFind(String provider, String digest, List<LocalDate> days);

    /**
     * Keeps a bill; from now on it is in force for the days that it names. Days between the first
     * and the last day of all bills of the provider that none of them names are kept as left out.
     */
    ProviderBill add(String provider, BillFile.Accepted file, Instant at, String by);

    /** The bills of a provider, the newest first. */
    List<ProviderBill> list(String provider, int limit);

    /** What is billed for a day by the bill in force; empty when no bill names the day. */
    List<BillLine> listLines(String provider, LocalDate day);

    /** What the bill in force for a day gives back. */
    List<BillCredit> listCredits(String provider, LocalDate day);

    /** What the bills in force for the days of this span give back; negative, or nothing. */
    Usd sumCredits(String provider, LocalDate from, LocalDate to);

    /**
     * Days of all providers that are to be compared, the newest first: those that nobody has
     * compared, and of the recent ones also those that were compared with another tolerance, and
     * those that were off when they were compared last, before this moment.
     *
     * @param recent the first recent day
     */
    List<BilledDay> listDue(LocalDate recent, int basisPoints, Instant offBefore, int limit);

    /**
     * Keeps others from comparing and from superseding a billed day, until the end of the
     * transaction.
     *
     * @return false when somebody else does so already, or when the day is not billed
     */
    boolean lockDay(String provider, LocalDate day);

    /** Keeps what the comparison of a billed day found, with this tolerance. */
    void note(String provider, LocalDate day, Finding found, int basisPoints, Instant at);

    /** The days of this span that a bill names or leaves out, the oldest first. */
    List<BilledDay> listDays(String provider, LocalDate from, LocalDate to);

    /** The days from this one on on which somebody has to look, of all providers, newest first. */
    List<BilledDay> listOff(LocalDate from, int limit);

    /**
     * How the comparison stands.
     *
     * @param recent the first recent day
     */
    BillStanding standing(LocalDate recent);
}
