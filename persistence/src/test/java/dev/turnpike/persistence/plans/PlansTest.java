package dev.turnpike.persistence.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.plans.Plan;
import dev.turnpike.billing.plans.PlanBook;
import dev.turnpike.billing.plans.PlanId;
import dev.turnpike.billing.plans.PlanRules;
import dev.turnpike.billing.plans.PlanRules.Step;
import dev.turnpike.billing.plans.PlanSetting;
import dev.turnpike.billing.plans.PlanSetting.DearerThanUsual;
import dev.turnpike.billing.plans.PlanSetting.Done;
import dev.turnpike.billing.plans.PlanSetting.NameTaken;
import dev.turnpike.billing.plans.PlanSetting.UnknownPlan;
import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.plans.Standing;
import dev.turnpike.billing.plans.Standings;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlansTest {

    private static final Markup USUAL = new Markup(1_500);
    private static final PlanBook BOOK =
            TestDatabase.shared().keeper(PlanBook.class, JpaPlanBook::new);
    private static final Standings STANDINGS =
            TestDatabase.shared().keeper(Standings.class, JpaStandings::new);
    private static final PlanSetting SETTING =
            new PlanSetting(BOOK, STANDINGS, USUAL, () -> World.NOW);

    private final Caller acme = World.tenant(Usd.ZERO);
    private final String name = "Business " + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void hasAStandardPlanThatChangesNothing() {
        Plan standard = BOOK.list().getFirst();

        assertThat(standard.id()).isEqualTo(PlanId.STANDARD);
        assertThat(standard.rules()).isEqualTo(PlanRules.NONE);
        assertThat(STANDINGS.find(acme.account())).isEqualTo(Standing.NEW);
        assertThat(new Plans(USUAL, BOOK).markupOf(Standing.NEW)).isNull();
    }

    @Test
    void goesByTheLastRulesOfAPlan() {
        Plan plan = made(new PlanRules(new Markup(1_000), List.of()));
        var plans = new Plans(USUAL, BOOK);
        PlanRules cheaper =
                new PlanRules(
                        new Markup(900),
                        List.of(
                                new Step(Usd.parse("10"), new Markup(800)),
                                new Step(Usd.parse("20"), new Markup(0))));

        assertThat(SETTING.change(plan.id(), cheaper, "bob")).isInstanceOf(Done.class);

        var standing = new Standing(plan.id(), Usd.parse("19.99"));
        assertThat(plans.markupOf(standing)).isEqualTo(new Markup(1_000));
        plans.refresh();
        assertThat(plans.markupOf(standing)).isEqualTo(new Markup(800));
        assertThat(plans.planOf(standing))
                .isEqualTo(new Plan(plan.id(), name, cheaper, World.NOW, "bob"));
    }

    @Test
    void keepsADiscountOneWhenThePlatformBecomesCheaper() {
        Plan plan =
                made(new PlanRules(null, List.of(new Step(Usd.parse("10"), new Markup(1_000)))));
        Plan dear = made("Dear " + name, new PlanRules(new Markup(1_000), List.of()));
        var plans = new Plans(new Markup(800), BOOK);

        assertThat(plans.markupOf(new Standing(plan.id(), Usd.parse("10"))))
                .isEqualTo(new Markup(800));
        assertThat(plans.findNext(new Standing(plan.id(), Usd.parse("9")))).isEmpty();
        assertThat(new Plans(USUAL, BOOK).findNext(new Standing(plan.id(), Usd.parse("9"))))
                .isPresent();
        assertThat(plans.markupOf(new Standing(dear.id(), Usd.ZERO))).isEqualTo(new Markup(1_000));
    }

    @Test
    void refusesANameThatIsTakenWhateverItsCase() {
        made(PlanRules.NONE);

        assertThat(SETTING.create(name.toUpperCase(java.util.Locale.ROOT), PlanRules.NONE, "bob"))
                .isEqualTo(new NameTaken());
        assertThat(BOOK.list()).extracting(Plan::name).containsOnlyOnce(name);
    }

    @Test
    void refusesAFirstStepThatIsDearerThanThePlatform() {
        PlanRules dearer =
                new PlanRules(null, List.of(new Step(Usd.parse("1"), new Markup(1_501))));

        assertThat(SETTING.create(name, dearer, "ada"))
                .isEqualTo(new DearerThanUsual(new Markup(1_500)));
        assertThat(SETTING.change(PlanId.STANDARD, dearer, "ada"))
                .isInstanceOf(DearerThanUsual.class);
    }

    @Test
    void movesAnAccountAndNoOther() {
        Plan plan = made(PlanRules.NONE);
        Caller other = World.tenant(Usd.ZERO);

        assertThat(SETTING.move(acme.account(), plan.id(), "ada")).isInstanceOf(Done.class);

        assertThat(STANDINGS.find(acme.account()).plan()).isEqualTo(plan.id());
        assertThat(STANDINGS.find(other.account())).isEqualTo(Standing.NEW);
        assertThat(STANDINGS.listMoved(1_000))
                .filteredOn(moved -> moved.account().equals(acme.account()))
                .singleElement()
                .isEqualTo(
                        new Standings.Moved(
                                acme.account(),
                                "ada@acme.test",
                                new Standing(plan.id(), Usd.ZERO),
                                World.NOW,
                                "ada"));
    }

    @Test
    void movesAnAccountBack() {
        Plan plan = made(PlanRules.NONE);
        SETTING.move(acme.account(), plan.id(), "ada");

        SETTING.move(acme.account(), PlanId.STANDARD, "ada");

        assertThat(STANDINGS.find(acme.account())).isEqualTo(Standing.NEW);
        assertThat(STANDINGS.listMoved(1_000))
                .extracting(Standings.Moved::account)
                .doesNotContain(acme.account());
    }

    @Test
    void movesNobodyToAPlanThatIsNotThere() {
        assertThat(SETTING.move(acme.account(), PlanId.next(), "ada")).isEqualTo(new UnknownPlan());
        assertThat(SETTING.change(PlanId.next(), PlanRules.NONE, "ada"))
                .isEqualTo(new UnknownPlan());
        assertThat(STANDINGS.find(acme.account())).isEqualTo(Standing.NEW);
    }

    @Test
    void findsAccountsByIdAndByEMail() {
        World.execute(
                """
                insert into member values (gen_random_uuid(), '%1$s', 'sub-%1$s', 'Eve-%1$s@acme.test', 'Eve', now())
                """
                        .formatted(acme.account()));

        assertThat(STANDINGS.listNamed(acme.account().toString(), 2))
                .containsExactly(acme.account());
        assertThat(STANDINGS.listNamed("eve-" + acme.account() + "@ACME.test", 2))
                .containsExactly(acme.account());
        assertThat(STANDINGS.listNamed("' or true --", 2)).isEmpty();
    }

    @Test
    void neverChangesWhatAPlanSaid() {
        made(PlanRules.NONE);

        for (String table : List.of("plan", "plan_edition", "plan_step")) {
            assertThatThrownBy(() -> World.execute("delete from " + table))
                    .hasMessageContaining("never changed");
        }
    }

    private Plan made(PlanRules rules) {
        return made(name, rules);
    }

    private static Plan made(String name, PlanRules rules) {
        PlanSetting.Outcome outcome = SETTING.create(name, rules, "ada");
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done) outcome).plan();
    }
}
