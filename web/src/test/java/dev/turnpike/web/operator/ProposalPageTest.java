package dev.turnpike.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricelists.PriceProposal;
import dev.turnpike.billing.pricelists.PriceProposal.Option;
import dev.turnpike.billing.pricelists.PriceProposal.Origin;
import dev.turnpike.billing.pricelists.PriceProposal.State;
import dev.turnpike.billing.pricelists.ProposalDecision;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Flash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ada decides about proposal 7, which has two options. */
class ProposalPageTest {

    private static final String ADA = "ada@acme.example";
    private static final String OFFER = "a/b@c d";
    private static final String ITS_PAGE = "/operator/prices/offer?id=a%2Fb%40c+d";
    private static final PriceSheet NOW = sheet(2_000_000);
    private static final PriceSheet CHEAPER = sheet(1_000_000);
    private static final PriceSheet DEARER = sheet(3_000_000);
    private static final ProposalAnswer TOO_LATE =
            new ProposalAnswer(
                    Flash.problem("Somebody decided about it before, or newer evidence came."),
                    "/operator/prices");
    private static final ProposalAnswer UNKNOWN =
            new ProposalAnswer(
                    Flash.problem("There is no such proposal, or no such choice."),
                    "/operator/prices");

    private final List<PriceProposal> proposals = new ArrayList<>(List.of(proposal(State.OPEN)));
    private final List<PriceVersion> editions = new ArrayList<>(List.of(edition(1)));
    private final ProposalDecision decision =
            new ProposalDecision(
                    new FixedPrices.Proposals(proposals),
                    new FixedPrices.Versions(editions),
                    Browser.CLOCK);

    @Test
    void putsTheChosenPriceInForceAndShowsIt() {
        assertThat(approve(7, "1"))
                .isEqualTo(
                        new ProposalAnswer(
                                Flash.done("The price is in force on all servers in seconds."),
                                ITS_PAGE));
        assertThat(editions).hasSize(2);
        assertThat(editions.getFirst())
                .satisfies(
                        it -> {
                            assertThat(it.offerId()).isEqualTo(OFFER);
                            assertThat(it.sheet()).isEqualTo(DEARER);
                            assertThat(it.source()).isEqualTo("litellm");
                            assertThat(it.approvedBy()).isEqualTo(ADA);
                        });
        assertThat(proposals.getFirst().state()).isEqualTo(State.APPROVED);
        assertThat(proposals.getFirst().decidedBy()).isEqualTo(ADA);
    }

    @Test
    void keepsThePriceAndShowsIt() {
        assertThat(reject(7))
                .isEqualTo(
                        new ProposalAnswer(
                                Flash.done(
                                        "The price stays. You are asked again when the evidence"
                                                + " changes."),
                                ITS_PAGE));
        assertThat(editions).containsExactly(edition(1));
        assertThat(proposals.getFirst().state()).isEqualTo(State.REJECTED);
        assertThat(proposals.getFirst().decidedBy()).isEqualTo(ADA);
    }

    /** As by a second click, or by a colleague. */
    @Test
    void decidesOnce() {
        approve(7, "0");

        assertThat(approve(7, "1")).isEqualTo(TOO_LATE);
        assertThat(reject(7)).isEqualTo(TOO_LATE);
        assertThat(editions).extracting(PriceVersion::sheet).containsExactly(CHEAPER, NOW);
        assertThat(proposals.getFirst().state()).isEqualTo(State.APPROVED);
    }

    /** The page was open for longer than the evidence lasted. */
    @Test
    void doesNotApproveWhatNewerEvidenceHasReplaced() {
        proposals.set(0, proposal(State.WITHDRAWN));

        assertThat(approve(7, "0")).isEqualTo(TOO_LATE);
        assertThat(reject(7)).isEqualTo(TOO_LATE);
        assertThat(editions).containsExactly(edition(1));
    }

    @Test
    void approvesNothingForAPriceThatIsNoLongerInForce() {
        editions.addFirst(edition(2));

        assertThat(approve(7, "0"))
                .isEqualTo(
                        new ProposalAnswer(
                                Flash.problem(
                                        "The proposal is out of date: another price came into"
                                                + " force since. Nothing was changed."),
                                ITS_PAGE));
        assertThat(editions).hasSize(2);
        assertThat(proposals.getFirst().state()).isEqualTo(State.OPEN);
    }

    @Test
    void knowsNoOtherProposal() {
        assertThat(approve(8, "0")).isEqualTo(UNKNOWN);
        assertThat(reject(8)).isEqualTo(UNKNOWN);
        assertThat(approve(999_999_999_999_999_999L, "0")).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2", "99", "-1", "+1", "1.0", "one", "999", "99999999999", "\u0661"})
    void approvesNothingWithoutAChoiceThatThereIs(String choice) {
        assertThat(approve(7, choice)).isEqualTo(UNKNOWN);
        assertThat(editions).containsExactly(edition(1));
        assertThat(proposals.getFirst().state()).isEqualTo(State.OPEN);
    }

    @Test
    void hasNoOptionToApproveWhereNoSourceNamesOne() {
        proposals.set(0, proposal(State.OPEN, List.of()));

        assertThat(approve(7, "0")).isEqualTo(UNKNOWN);
        assertThat(reject(7).flash().good()).isTrue();
    }

    /** So they are answered as every address that is not there. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-7", "7.0", "0x7", "seven", "7 ", "1000000000000000000"})
    void hasNoAddressForWhatIsNoNumber(String id) {
        assertThat(id).doesNotMatch(ProposalPage.ID);
    }

    @Test
    void hasAnAddressForEveryNumberThatFits() {
        String most = "9".repeat(18);

        assertThat(most).matches(ProposalPage.ID);
        assertThat(Long.parseLong(most)).isPositive();
    }

    private ProposalAnswer approve(long id, String choice) {
        return ProposalAnswer.of(
                decision.approve(
                        id,
                        ProposalPage.choice(Browser.typed("choice", choice).text("choice")),
                        ADA));
    }

    private ProposalAnswer reject(long id) {
        return ProposalAnswer.of(decision.reject(id, ADA));
    }

    private static PriceProposal proposal(State state) {
        return proposal(
                state, List.of(new Option("genai-prices", CHEAPER), new Option("litellm", DEARER)));
    }

    private static PriceProposal proposal(State state, List<Option> options) {
        return new PriceProposal(
                7,
                OFFER,
                Origin.LISTS,
                state,
                1,
                List.of("the lists differ"),
                List.of(),
                "0".repeat(64),
                options,
                Browser.NOW,
                state == State.OPEN ? null : Browser.NOW,
                null);
    }

    private static PriceVersion edition(long id) {
        return new PriceVersion(id, OFFER, NOW, Browser.NOW, "a list", ADA);
    }

    private static PriceSheet sheet(long picos) {
        UnitPrice price = new UnitPrice(picos);
        return new PriceSheet(Map.of(TokenClass.INPUT, price, TokenClass.OUTPUT, price));
    }
}
