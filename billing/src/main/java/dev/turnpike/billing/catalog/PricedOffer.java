package dev.turnpike.billing.catalog;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import org.jspecify.annotations.Nullable;

/** An offer with the edition of its prices, and the markup, that are in force. */
public record PricedOffer(Offer offer, PriceVersion price, Markup markup) {

    private static final long PROMPT_PARTS = 3;

    /**
     * What a typical call pays, three tokens of prompt for one of completion, as a number that is
     * good for comparing.
     */
    long typicalPrice() {
        long prompt = price.sheet().priceOf(TokenClass.INPUT).picos();
        long completion = price.sheet().priceOf(TokenClass.OUTPUT).picos();
        // Only a slip of the keyboard is as dear as that; it goes last.
        long most = (Long.MAX_VALUE - completion) / PROMPT_PARTS;
        return prompt > most ? Long.MAX_VALUE : markup.weigh(PROMPT_PARTS * prompt + completion);
    }

    /**
     * The most that a call with these token bounds can cost its caller here.
     *
     * @param asked the tier that the caller asked for; null for none
     */
    public Usd ceiling(
            long maxPromptTokens, long maxCompletionTokens, @Nullable ServiceTier asked) {
        return Charge.ceiling(price.sheet(), markup, maxPromptTokens, maxCompletionTokens, asked);
    }
}
