package dev.turnpike.api.provider;

import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.Offer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request to one provider.
 *
 * @param body the caller's request as it came; never changed, it may be sent to others as well
 * @param bound the most completion tokens that credit was reserved for
 * @param boundAsked whether the caller named this bound
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
        @Nullable String anthropicBeta) {

    /** Whether the provider must be told the bound so as not to go beyond it. */
    public boolean mustSendBound() {
        Long most = offer.maxOutputTokens();
        return boundAsked || most == null || bound < most;
    }
}
