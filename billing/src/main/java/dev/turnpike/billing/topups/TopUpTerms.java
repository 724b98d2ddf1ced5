package dev.turnpike.billing.topups;

import dev.turnpike.billing.credits.CreditSettings;
import dev.turnpike.billing.money.Usd;
import java.util.EnumSet;
import java.util.Set;

/**
 * When credit is bought, and how much.
 *
 * @param threshold credit is bought when less than this is available
 * @param amount what is bought at once
 * @param ceiling the most that is bought in a calendar month, in UTC
 */
public record TopUpTerms(Usd threshold, Usd amount, Usd ceiling) {

    /** What is wrong with terms. */
    public enum Flaw {
        /** Nothing is ever less than nothing. */
        THRESHOLD_NOT_POSITIVE,
        /**
         * What is bought would not lift the credit above the threshold, so it were bought again.
         */
        THRESHOLD_ABOVE_AMOUNT,
        /** Not what one purchase can buy. */
        AMOUNT_OUT_OF_BOUNDS,
        /** Not even one purchase would be allowed. */
        CEILING_BELOW_AMOUNT
    }

    /** What is wrong with these; empty when nothing is. */
    public Set<Flaw> flaws() {
        Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
        if (!threshold.isPositive()) {
            flaws.add(Flaw.THRESHOLD_NOT_POSITIVE);
        }
        if (threshold.compareTo(amount) > 0) {
            flaws.add(Flaw.THRESHOLD_ABOVE_AMOUNT);
        }
        if (!CreditSettings.DEFAULT.allows(amount)) {
            flaws.add(Flaw.AMOUNT_OUT_OF_BOUNDS);
        }
        if (ceiling.compareTo(amount) < 0) {
            flaws.add(Flaw.CEILING_BELOW_AMOUNT);
        }
        return flaws;
    }
}
