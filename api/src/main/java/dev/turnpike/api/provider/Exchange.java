package dev.turnpike.api.provider;

import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.pricing.ServiceTier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request to one provider.
 *
 * @param body the caller's request as it came; never changed, it may be sent to others as well
 * @param bound the most completion tokens that credit was reserved for
 * @param boundAsked whether the caller named this bound
 * @param tier by which the caller wants to be served, which this offer has a price for; null when
 *     it must not be named, because this offer has no prices of tiers
 * @param anthropicBeta the caller's {@code x-anthropic-beta} header
 */
public record Exchange(
        Model model,
        Offer offer,
        WireProtocol protocol,
        String apiKey,
        ObjectNode body,
        long bound,
        boolean boundAsked,
        @Nullable ServiceTier tier,
        @Nullable String anthropicBeta) {

    /** Whether the provider must be told the bound so as not to go beyond it. */
    public boolean mustSendBound() {
        Long most = offer.maxOutputTokens();
        return boundAsked || most == null || bound < most;
    }
}
