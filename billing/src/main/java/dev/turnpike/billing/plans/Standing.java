package dev.turnpike.billing.plans;

import dev.turnpike.billing.money.Usd;

/**
 * What of an account decides on its markup.
 *
 * @param spent what its calls cost in the last 30 days (UTC, today included), reversed ones taken
 *     off; it is added up some minutes later
 */
public record Standing(PlanId plan, Usd spent) {

    /** That of an account that has spent nothing and was never moved. */
    public static final Standing NEW = new Standing(PlanId.STANDARD, Usd.ZERO);
}
