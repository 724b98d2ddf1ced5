package dev.turnpike.web.operator;

import dev.turnpike.billing.plans.Plan;
import dev.turnpike.billing.plans.PlanBook;
import java.util.List;

/** Plans that nobody changes. */
public record FixedPlans(List<Plan> list) implements PlanBook {

    public FixedPlans(Plan... plans) {
        this(List.of(plans));
    }

    @Override
    public boolean add(Plan plan) {
        throw new UnsupportedOperationException("These plans stay as they are: " + plan);
    }

    @Override
    public void change(Plan plan) {
        throw new UnsupportedOperationException("These plans stay as they are: " + plan);
    }
}
