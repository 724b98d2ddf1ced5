package dev.turnpike.persistence.pricing;

import static dev.turnpike.persistence.pricing.PriceWorld.PROPOSALS;
import static dev.turnpike.persistence.pricing.PriceWorld.USUAL;
import static dev.turnpike.persistence.pricing.PriceWorld.longer;
import static dev.turnpike.persistence.pricing.PriceWorld.sheet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.pricelists.PriceProposal;
import dev.turnpike.billing.pricelists.PriceProposal.State;
import dev.turnpike.billing.pricelists.PriceReconciliation.Tally;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From lists to editions and proposals. */
class PriceSyncTest {

    private final PriceWorld world = new PriceWorld();

    @Test
    void makesAnEditionOfWhatTwoListsSay() {
        PriceSheet agreed = longer(sheet(1_500, 2_000), sheet(3_000, 4_000));
        world.say(agreed, agreed);

        assertThat(world.compare()).isEqualTo(new Tally(1, 0, 0));
        PriceVersion edition = world.current();
        assertThat(edition.sheet()).isEqualTo(agreed);
        assertThat(edition.approvedBy()).isEqualTo("two lists agree");
        assertThat(edition.source())
                .isEqualTo("genai-prices sha256:aaaaaaaaaaaaaaaa, litellm sha256:aaaaaaaaaaaaaaaa");
        assertThat(world.compare()).isEqualTo(new Tally(0, 0, 1));
        assertThat(world.current()).isEqualTo(edition);
    }

    @Test
    void proposesADisagreementOnceAndChangesNoPrice() {
        world.say(sheet(1_500, 2_000), sheet(1_600, 2_000));

        assertThat(world.compare()).isEqualTo(new Tally(0, 1, 0));
        PriceProposal open = world.open().orElseThrow();
        world.compare();

        assertThat(world.open()).contains(open);
        assertThat(world.current().sheet()).isEqualTo(USUAL);
        assertThat(open.reasons()).singleElement().asString().contains("input tokens");
        assertThat(open.evidence())
                .containsExactly(
                        "genai-prices: input tokens $0.0015, output tokens $0.002",
                        "litellm: input tokens $0.0016, output tokens $0.002");
        assertThat(open.options())
                .extracting(PriceProposal.Option::sheet)
                .containsExactly(sheet(1_500, 2_000), sheet(1_600, 2_000));
    }

    @Test
    void replacesAProposalByNewerEvidenceAndWithdrawsItWhenListsAgreeAgain() {
        world.say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        world.compare();
        long first = world.open().orElseThrow().id();
        world.say(sheet(1_500, 2_000), sheet(1_700, 2_000));
        world.compare();
        assertThat(world.open().orElseThrow().id()).isNotEqualTo(first);
        assertThat(PROPOSALS.find(first).orElseThrow().state()).isEqualTo(State.WITHDRAWN);

        world.say(USUAL, USUAL);
        world.compare();

        assertThat(world.open()).isEmpty();
    }

    @Test
    void removesNoPriceAndNoProposalWhenListsAreMissingOrOld() {
        world.say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        world.compare();
        PriceProposal open = world.open().orElseThrow();
        world.passes(Duration.ofDays(15));

        assertThat(world.compare()).isEqualTo(new Tally(0, 0, 0));
        assertThat(world.open()).contains(open);
        assertThat(world.current().sheet()).isEqualTo(USUAL);
    }

    @Test
    void withdrawsADisagreementThatNoListSaysAnyMore() {
        world.say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        world.compare();
        assertThat(world.open()).isPresent();
        world.say(USUAL, null);

        assertThat(world.compare()).isEqualTo(new Tally(0, 0, 0));
        assertThat(world.open()).isEmpty();
    }

    @Test
    void storesWhatAListSaysWhateverItsCharacters() {
        world.say(sheet(1_500, 2_000), sheet(1_500, 2_000));
        world.sayStrangely();

        assertThat(world.compare()).isEqualTo(new Tally(0, 1, 0));
        assertThat(world.open().orElseThrow().reasons()).containsExactly("litellm: no unit of a b");
    }
}
