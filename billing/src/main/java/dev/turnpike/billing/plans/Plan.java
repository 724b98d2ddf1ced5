package dev.turnpike.billing.plans;

import java.time.Instant;

/**
 * A named set of rules that an operator made, as it is in force.
 *
 * @param since when these rules were set
 * @param by who set them, for people
 */
public record Plan(PlanId id, String name, PlanRules rules, Instant since, String by) {

    public static final int MAX_NAME_LENGTH = 40;
}
