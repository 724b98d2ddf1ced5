package dev.turnpike.web.usage;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.plans.Standing;
import dev.turnpike.billing.plans.Standings;
import dev.turnpike.billing.pricing.Markup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Shows customers their plan. */
@Singleton
public class PlanCards {

    private final Plans plans;
    private final Standings standings;
    private final Markup usual;

    @Inject
    public PlanCards(Plans plans, Standings standings, Markup usual) {
        this.plans = plans;
        this.standings = standings;
        this.usual = usual;
    }

    PlanCard of(AccountId account) {
        Standing standing = standings.find(account);
        return PlanCard.of(plans, standing, usual);
    }
}
