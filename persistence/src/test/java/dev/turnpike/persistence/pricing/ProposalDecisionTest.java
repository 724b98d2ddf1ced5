package dev.turnpike.persistence.pricing;

import static dev.turnpike.persistence.pricing.PriceWorld.ADA;
import static dev.turnpike.persistence.pricing.PriceWorld.PROPOSALS;
import static dev.turnpike.persistence.pricing.PriceWorld.USUAL;
import static dev.turnpike.persistence.pricing.PriceWorld.longer;
import static dev.turnpike.persistence.pricing.PriceWorld.sheet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnpike.billing.pricelists.PriceProposal;
import dev.turnpike.billing.pricelists.PriceProposal.Origin;
import dev.turnpike.billing.pricelists.PriceProposal.State;
import dev.turnpike.billing.pricelists.PriceReconciliation.Tally;
import dev.turnpike.billing.pricelists.ProposalDecision.Outcome;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.ServiceTier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator decides about proposals, and for how long. */
class ProposalDecisionTest {

    private final PriceWorld world = new PriceWorld();

    @Test
    void makesAnEditionOfWhatTheOperatorApproves() {
        PriceSheet long1 = longer(sheet(1_500, 2_000), sheet(3_000, 4_000));
        world.say(long1, longer(sheet(1_500, 2_000), sheet(5_000, 4_000)));
        world.compare();
        PriceProposal open = world.open().orElseThrow();

        Outcome outcome = world.decision(it -> it.approve(open.id(), 0, ADA));

        assertThat(outcome).isEqualTo(new Outcome.Approved(world.current()));
        assertThat(world.current().sheet()).isEqualTo(long1);
        assertThat(world.current().approvedBy()).isEqualTo(ADA);
        assertThat(world.decision(it -> it.approve(open.id(), 1, "bob")))
                .isEqualTo(new Outcome.NotOpen());
        world.compare();
        assertThat(world.open()).isEmpty();
        assertThat(PROPOSALS.listLast(world.offerId(), 9))
                .extracting(PriceProposal::state, PriceProposal::decidedBy)
                .containsExactly(tuple(State.APPROVED, ADA));
    }

    @Test
    void doesNotAskAgainAboutEvidenceThatWasRejected() {
        world.say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        world.compare();
        long id = world.open().orElseThrow().id();

        assertThat(world.decision(it -> it.reject(id, ADA)))
                .isEqualTo(new Outcome.Rejected(world.offerId()));
        world.compare();
        assertThat(world.open()).isEmpty();
        world.say(sheet(1_500, 2_000), sheet(1_700, 2_000));
        world.compare();
        assertThat(world.open()).isPresent();
        assertThat(world.current().sheet()).isEqualTo(USUAL);
        assertThat(world.decision(it -> it.reject(id, ADA))).isEqualTo(new Outcome.NotOpen());
    }

    @Test
    void asksAgainAboutEvidenceThatWasDecidedWhenAnotherPriceIsInForce() {
        world.say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        world.compare();
        world.decision(it -> it.reject(world.open().orElseThrow().id(), ADA));
        world.say(sheet(1_200, 2_000), sheet(1_200, 2_000));
        assertThat(world.compare()).isEqualTo(new Tally(1, 0, 0));

        world.say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        world.compare();

        assertThat(world.open().orElseThrow().edition()).isEqualTo(world.current().id());
        world.decision(it -> it.approve(world.open().orElseThrow().id(), 0, ADA));
        world.compare();
        assertThat(world.open()).isEmpty();
    }

    @Test
    void asksBeforeListsUndoWhatAPersonApproved() {
        world.say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        world.compare();
        world.decision(it -> it.approve(world.open().orElseThrow().id(), 1, ADA));
        world.say(sheet(1_500, 2_000), sheet(1_500, 2_000));
        world.compare();

        assertThat(world.current().sheet()).isEqualTo(sheet(1_600, 2_000));
        assertThat(world.open().orElseThrow().reasons())
                .containsExactly("the price in force was approved by " + ADA);
    }

    @Test
    void proposesWhatAnUpgradeBringsForAPriceThatWasDecidedHere() {
        world.say(sheet(1_500, 2_000), sheet(1_500, 2_000));
        world.compare();

        world.ship(USUAL);
        assertThat(world.open()).isEmpty();
        world.ship(sheet(1_400, 2_000));

        assertThat(world.current().sheet()).isEqualTo(sheet(1_500, 2_000));
        PriceProposal open = world.open().orElseThrow();
        assertThat(open.origin()).isEqualTo(Origin.SHIPPED);
        world.decision(it -> it.reject(open.id(), ADA));
        world.ship(sheet(1_400, 2_000));
        assertThat(world.open()).isEmpty();
    }

    @Test
    void withdrawsWhatAnUpgradeBroughtOnceTheListsAgree() {
        world.say(sheet(1_500, 2_000), sheet(1_500, 2_000));
        world.compare();
        world.ship(sheet(1_400, 2_000));
        assertThat(world.open()).isPresent();

        world.compare();

        assertThat(world.open()).isEmpty();
        world.ship(sheet(1_400, 2_000));
        assertThat(world.open()).isEmpty();
    }

    /** Lists say so again each day; an upgrade says so once. */
    @Test
    void keepsWhatAnUpgradeBroughtUntilAPersonDecidesThoughTheListsDiffer() {
        world.publish(sheet(1_300, 2_000), ADA);
        world.say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        world.compare();
        world.decision(it -> it.reject(world.open().orElseThrow().id(), ADA));
        world.ship(sheet(1_400, 2_000));
        PriceProposal open = world.open().orElseThrow();
        assertThat(open.origin()).isEqualTo(Origin.SHIPPED);

        world.compare();
        assertThat(world.open().map(PriceProposal::id)).contains(open.id());
        world.say(sheet(1_500, 2_000), sheet(1_700, 2_000));
        world.compare();
        assertThat(world.open().map(PriceProposal::id)).contains(open.id());

        world.decision(it -> it.reject(open.id(), ADA));
        world.compare();
        assertThat(world.open().map(PriceProposal::origin)).contains(Origin.LISTS);
    }

    @Test
    void publishesNothingFromAProposalThatIsOutOfDateAndDrawsItUpAnew() {
        world.say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        world.compare();
        long id = world.open().orElseThrow().id();
        world.publish(sheet(1_550, 2_000), ADA);

        assertThat(world.decision(it -> it.approve(id, 0, ADA)))
                .isEqualTo(new Outcome.OutOfDate(world.offerId()));
        assertThat(world.current().sheet()).isEqualTo(sheet(1_550, 2_000));
        world.compare();
        PriceProposal drawnAnew = world.open().orElseThrow();
        assertThat(drawnAnew.id()).isNotEqualTo(id);
        assertThat(drawnAnew.edition()).isEqualTo(world.current().id());
        world.publish(sheet(1_560, 2_000), ADA);
        world.passes(Duration.ofDays(15));
        world.compare();
        assertThat(world.open()).isEmpty();
    }

    @Test
    void letsAPersonDecideAboutTiersThatOneListAloneNames() {
        PriceSheet tiered =
                new PriceSheet(
                        USUAL.prices(),
                        List.of(
                                new PriceVariant(
                                        PriceCondition.of(ServiceTier.FLEX), sheet(500, 1_000))));
        world.say(USUAL, tiered);

        assertThat(world.compare()).isEqualTo(new Tally(0, 1, 0));
        PriceProposal open = world.open().orElseThrow();
        assertThat(open.reasons()).containsExactly("litellm alone names prices of service tiers");
        assertThat(open.evidence())
                .singleElement()
                .asString()
                .contains("on the flex tier: input tokens $0.0005");
        world.decision(it -> it.reject(open.id(), ADA));
        world.compare();
        assertThat(world.open()).isEmpty();
        world.publish(sheet(1_100, 2_000), ADA);
        world.publish(USUAL, ADA);
        world.compare();
        world.decision(it -> it.approve(world.open().orElseThrow().id(), 0, ADA));
        assertThat(world.current().sheet()).isEqualTo(tiered);
        assertThat(world.compare()).isEqualTo(new Tally(0, 0, 1));
        assertThat(world.open()).isEmpty();
    }

    @Test
    void answersWhatThereIsNot() {
        world.say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        world.compare();
        long id = world.open().orElseThrow().id();

        assertThat(world.decision(it -> it.approve(0, 0, ADA))).isEqualTo(new Outcome.Unknown());
        assertThat(world.decision(it -> it.approve(id, 2, ADA))).isEqualTo(new Outcome.Unknown());
        assertThat(world.decision(it -> it.approve(id, -1, ADA))).isEqualTo(new Outcome.Unknown());
        assertThat(world.decision(it -> it.reject(0, ADA))).isEqualTo(new Outcome.Unknown());
        assertThat(PROPOSALS.listOpen()).extracting(PriceProposal::id).contains(id);
        assertThat(PROPOSALS.countOpen()).isPositive();
    }
}
