package dev.turnpike.persistence.pricing;

import static dev.turnpike.billing.pricing.TokenClass.INPUT;
import static dev.turnpike.billing.pricing.TokenClass.OUTPUT;
import static dev.turnpike.billing.pricing.TokenClass.SEARCH;
import static dev.turnpike.persistence.pricing.PriceWorld.ADA;
import static dev.turnpike.persistence.pricing.PriceWorld.PROPOSALS;
import static dev.turnpike.persistence.pricing.PriceWorld.USUAL;
import static dev.turnpike.persistence.pricing.PriceWorld.longer;
import static dev.turnpike.persistence.pricing.PriceWorld.sheet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricelists.PriceProposal;
import dev.turnpike.billing.pricelists.PriceProposal.State;
import dev.turnpike.billing.pricelists.PriceSetting.Outcome;
import dev.turnpike.billing.pricelists.PriceSetting.Typed;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVersion;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices that an operator types or puts in force again. */
class PriceSettingTest {

    private final PriceWorld world = new PriceWorld();

    @Test
    void makesAnEditionOfWhatIsTypedAndKeepsPricesOnConditions() {
        PriceSheet long1 = longer(USUAL, sheet(3_000, 4_000));
        world.publish(long1, "bob");

        Outcome outcome = set(sheet(1_100, 2_000), "his\u0000 letter", false);

        assertThat(outcome).isEqualTo(new Outcome.Done(world.current()));
        assertThat(world.current().sheet())
                .isEqualTo(new PriceSheet(sheet(1_100, 2_000).prices(), long1.variants()));
        assertThat(world.current().approvedBy()).isEqualTo(ADA);
        assertThat(world.current().source()).isEqualTo("typed by hand: his  letter");
        assertThat(set(sheet(1_100, 2_000), "", false)).isEqualTo(new Outcome.Same());
    }

    @ParameterizedTest
    @CsvSource({"10009, false", "10010, true", "100, false", "99, true", "0, true"})
    void wantsToHearThatAMoveOfMoreThanTenfoldIsMeant(long input, boolean isDoubtful) {
        PriceVersion before = world.current();

        Outcome outcome = set(sheet(input, 2_000), "", false);

        if (isDoubtful) {
            assertThat(outcome).isEqualTo(new Outcome.Doubtful(Set.of(INPUT)));
            assertThat(world.current()).isEqualTo(before);
            outcome = set(sheet(input, 2_000), "", true);
        }
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(world.current().sheet()).isEqualTo(sheet(input, 2_000));
    }

    @Test
    void namesAClassThatHadNoPriceAndTakesItAwayAgain() {
        var searching =
                new PriceSheet(
                        Map.of(
                                INPUT, new UnitPrice(1_000),
                                OUTPUT, new UnitPrice(2_000),
                                SEARCH, new UnitPrice(10_000_000_000L)));

        assertThat(set(searching, "", false)).isInstanceOf(Outcome.Done.class);
        assertThat(set(USUAL, "", false)).isInstanceOf(Outcome.Done.class);
        assertThat(world.current().sheet()).isEqualTo(USUAL);
    }

    @Test
    void changesNothingOnceAnotherEditionIsInForce() {
        long seen = world.current().id();
        world.publish(sheet(1_200, 2_000), "bob");

        assertThat(world.setting(it -> it.set(typed(seen, sheet(1_100, 2_000), "", true), ADA)))
                .isEqualTo(new Outcome.OutOfDate());
        assertThat(world.setting(it -> it.restore(world.offerId(), seen, seen, ADA)))
                .isEqualTo(new Outcome.OutOfDate());
        assertThat(world.current().sheet()).isEqualTo(sheet(1_200, 2_000));
    }

    @Test
    void putsAnEarlierEditionInForceAgainWithItsConditions() {
        PriceSheet long1 = longer(USUAL, sheet(3_000, 4_000));
        world.publish(long1, "bob");
        long first = world.current().id();
        world.publish(sheet(90_000, 90_000), "bob");

        assertThat(restore(first)).isEqualTo(new Outcome.Done(world.current()));
        assertThat(world.current().sheet()).isEqualTo(long1);
        assertThat(world.current().source()).isEqualTo("edition " + first + " put in force again");
        assertThat(world.current().approvedBy()).isEqualTo(ADA);
        assertThat(restore(first)).isEqualTo(new Outcome.Same());
    }

    @Test
    void knowsNoEditionOfAnotherOfferAndNoneWithoutAPrice() {
        world.publish(new PriceSheet(Map.of()), "bob");
        long unknown = world.current().id();
        world.publish(USUAL, "bob");

        assertThat(restore(new PriceWorld().current().id())).isEqualTo(new Outcome.Unknown());
        assertThat(restore(unknown)).isEqualTo(new Outcome.Unknown());
        assertThat(restore(0)).isEqualTo(new Outcome.Unknown());
        assertThat(world.setting(it -> it.restore("no@where", 1, 1, ADA)))
                .isEqualTo(new Outcome.Unknown());
    }

    @Test
    void decidesAboutWhatIsProposedAndIsNotUndoneByLists() {
        world.say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        world.compare();
        long id = world.open().orElseThrow().id();

        set(sheet(1_100, 2_000), "", false);
        world.compare();

        assertThat(world.open()).isEmpty();
        assertThat(PROPOSALS.find(id))
                .get()
                .extracting(PriceProposal::state, PriceProposal::decidedBy)
                .containsExactly(State.REJECTED, ADA);
        world.say(sheet(1_500, 2_000), sheet(1_500, 2_000));
        world.compare();
        assertThat(world.current().sheet()).isEqualTo(sheet(1_100, 2_000));
        assertThat(world.open().orElseThrow().reasons())
                .containsExactly("the price in force was approved by " + ADA);
    }

    private Outcome set(PriceSheet usual, String reason, boolean isMeant) {
        long seen = world.current().id();
        return world.setting(it -> it.set(typed(seen, usual, reason, isMeant), ADA));
    }

    private Outcome restore(long edition) {
        long seen = world.current().id();
        return world.setting(it -> it.restore(world.offerId(), seen, edition, ADA));
    }

    private Typed typed(long seen, PriceSheet usual, String reason, boolean isMeant) {
        return new Typed(world.offerId(), seen, usual.prices(), reason, isMeant);
    }
}
