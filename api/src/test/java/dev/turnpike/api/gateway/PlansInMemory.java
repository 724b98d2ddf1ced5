package dev.turnpike.api.gateway;

import dev.turnpike.billing.plans.Plan;
import dev.turnpike.billing.plans.PlanBook;
import dev.turnpike.billing.plans.PlanId;
import dev.turnpike.billing.plans.PlanRules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Plans without a database; the standard one has no rules. */
final class PlansInMemory implements PlanBook {

    private final Map<PlanId, Plan> plans = new ConcurrentHashMap<>();

    PlansInMemory() {
        set(PlanId.STANDARD, PlanRules.NONE);
    }

    void set(PlanId id, PlanRules rules) {
        plans.put(id, new Plan(id, "Plan " + id, rules, Instant.EPOCH, "op@turnpike.example"));
    }

    @Override
    public List<Plan> list() {
        return List.copyOf(plans.values());
    }

    @Override
    public boolean add(Plan plan) {
        return plans.putIfAbsent(plan.id(), plan) == null;
    }

    @Override
    public void change(Plan plan) {
        plans.put(plan.id(), plan);
    }
}
