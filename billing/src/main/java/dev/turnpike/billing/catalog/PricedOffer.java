package dev.turnpike.billing.catalog;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceVersion;

/** An offer with the edition of its prices, and the markup, that are in force. */
public record PricedOffer(Offer offer, PriceVersion price, Markup markup) {

    /** The most that a call with these token bounds can cost its caller here. */
    public Usd ceiling(long maxPromptTokens, long maxCompletionTokens) {
        return Charge.ceiling(price.sheet(), markup, maxPromptTokens, maxCompletionTokens);
    }
}
