package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.pricing.TokenClass;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;

/** What calls were priced at, by day, out of their records. */
@AcrossAccounts("A provider bills the calls of all accounts together")
public interface ProviderUsage {

    /** What calls that ended on this day (UTC) used of this provider, by model and class. */
    List<Line> list(String provider, LocalDate day);

    /**
     * The lines of all receipts for one class of units of one model.
     *
     * @param model as we call it
     * @param picos quantity times price, added up; exact
     */
    record Line(String model, TokenClass tokenClass, long quantity, BigInteger picos) {}
}
