package dev.turnpike.billing.plans;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.pricing.Markup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Optional;

/** Makes and changes plans, and moves accounts to them. Calls that have begun keep their markup. */
@Singleton
public class PlanSetting {

    private final PlanBook book;
    private final Standings standings;
    private final Markup usual;
    private final InstantSource clock;

    @Inject
    public PlanSetting(PlanBook book, Standings standings, Markup usual, InstantSource clock) {
        this.book = book;
        this.standings = standings;
        this.usual = usual;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Outcome permits Done, NameTaken, UnknownPlan, DearerThanUsual {}

    /** It is in force. */
    public record Done(Plan plan) implements Outcome {}

    /** Another plan has this name. */
    public record NameTaken() implements Outcome {}

    /** There is no such plan. */
    public record UnknownPlan() implements Outcome {}

    /**
     * Whoever spends more would pay more: the plan has no markup of its own, and its first step a
     * higher one than the platform.
     *
     * @param usual the platform's markup
     */
    public record DearerThanUsual(Markup usual) implements Outcome {}

    /** A new plan, on which nobody is yet. */
    @Transactional
    public Outcome create(String name, PlanRules rules, String by) {
        if (isDearerThanUsual(rules)) {
            return new DearerThanUsual(usual);
        }
        Plan plan = new Plan(PlanId.next(), name, rules, clock.instant(), by);
        return book.add(plan) ? new Done(plan) : new NameTaken();
    }

    /** Everybody on this plan has these rules from now on. */
    @Transactional
    public Outcome change(PlanId id, PlanRules rules, String by) {
        if (isDearerThanUsual(rules)) {
            return new DearerThanUsual(usual);
        }
        Optional<Plan> known = find(id);
        if (known.isEmpty()) {
            return new UnknownPlan();
        }
        Plan plan = new Plan(id, known.get().name(), rules, clock.instant(), by);
        book.change(plan);
        return new Done(plan);
    }

    /** The account is on this plan from now on; its keys know within two seconds. */
    @Transactional
    public Outcome move(AccountId account, PlanId id, String by) {
        Optional<Plan> plan = find(id);
        if (plan.isEmpty()) {
            return new UnknownPlan();
        }
        standings.move(account, id, clock.instant(), by);
        return new Done(plan.get());
    }

    private Optional<Plan> find(PlanId id) {
        return book.list().stream().filter(plan -> plan.id().equals(id)).findFirst();
    }

    private boolean isDearerThanUsual(PlanRules rules) {
        return rules.markup() == null
                && !rules.steps().isEmpty()
                && rules.steps().getFirst().markup().basisPoints() > usual.basisPoints();
    }
}
