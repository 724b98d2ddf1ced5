package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.credits.PaymentMovement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Keeps what moved our balance at the payment provider, and what the comparison of a day found. */
@AcrossAccounts("The balance at the payment provider is that of all accounts together")
public interface PaymentDays {

    /** More differences of a day than these are counted and not kept: they have one cause. */
    int MAX_DIFFERENCES = 1_000;

    /**
     * The days up to this one that are not compared yet, the oldest first, and after them those
     * that could not be: however many of these there are, newer ones have their turn.
     */
    List<LocalDate> listDue(LocalDate last, int limit);

    /**
     * Days to compare once more, the oldest first: those on which something differs or is on its
     * way, and those that agreed and have become so old since they were compared last.
     *
     * @param first no day before this one
     * @param last the last day that is over
     * @param age how many days before the last one
     */
    List<LocalDate> listToCompareAgain(LocalDate first, LocalDate last, int age, int limit);

    /** Whether nobody else is comparing; then it is for us alone until that moment. */
    boolean claim(Instant now, Instant until);

    void release();

    /** From now on these are the movements from this moment on and before that one. */
    void replaceMovements(Instant from, Instant to, List<PaymentMovement> movements);

    /** Compares the movements of a day with the journal, and keeps what was found. */
    PaymentDay compare(LocalDate day, Instant now);

    /** Keeps that a day could not be compared; what was found in it before stays. */
    void noteProblem(LocalDate day, Instant now, String problem);

    Optional<PaymentDay> find(LocalDate day);

    /** What differs on a day, the largest first. */
    List<PaymentDifference> listDifferences(LocalDate day);

    /** All days, the newest first. */
    List<PaymentDay> list(int offset, int limit);

    int count();

    /** How things are over all days. */
    PaymentStanding standing();
}
