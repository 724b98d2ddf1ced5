package dev.turnpike.web.operator;

import dev.turnpike.billing.pricelists.ProposalDecision.Outcome;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.web.page.Flash;

/**
 * What the operator is told about a decision.
 *
 * @param address the page that shows it
 */
record ProposalAnswer(Flash flash, String address) {

    static ProposalAnswer of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Approved(PriceVersion version) ->
                    new ProposalAnswer(
                            Flash.done("The price is in force on all servers in seconds."),
                            OfferPricePage.address(version.offerId()));
            case Outcome.Rejected(String offerId) ->
                    new ProposalAnswer(
                            Flash.done(
                                    "The price stays. You are asked again when the evidence"
                                            + " changes."),
                            OfferPricePage.address(offerId));
            case Outcome.OutOfDate(String offerId) ->
                    new ProposalAnswer(
                            Flash.problem(
                                    "The proposal is out of date: another price came into force"
                                            + " since. Nothing was changed."),
                            OfferPricePage.address(offerId));
            case Outcome.NotOpen() ->
                    refused("Somebody decided about it before, or newer evidence came.");
            case Outcome.Unknown() -> refused("There is no such proposal, or no such choice.");
        };
    }

    private static ProposalAnswer refused(String why) {
        return new ProposalAnswer(Flash.problem(why), PricesPage.PATH);
    }
}
