package dev.turnpike.billing.credits.stripe;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How Stripe is reached.
 *
 * @param apiBase another address that speaks Stripe's API, such as the sandbox; null for Stripe
 * @param secretKey authenticates us to Stripe
 * @param webhookSecret authenticates Stripe to us
 * @param taxes whether Stripe adds tax to purchases
 */
public record StripeSettings(
        @Nullable URI apiBase, String secretKey, String webhookSecret, boolean taxes) {

    /** Whether payments are played, not made: some address other than Stripe's answers. */
    public boolean isSandbox() {
        return apiBase != null;
    }

    /** Whether the key moves real money, as Stripe's keys themselves say. */
    boolean isLive() {
        return secretKey.contains("_live_");
    }

    /** Without the secrets: a record would print them. */
    @Override
    public String toString() {
        return "StripeSettings[apiBase=%s, taxes=%s]".formatted(apiBase, taxes);
    }
}
