package dev.turnpike.billing.credits;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * News from the payment provider, verified. It tells what to look at, and nothing of it is
 * believed: it may come twice, late, out of order, or written in another edition of the provider's
 * API.
 *
 * @param checkoutId the checkout that it is about; null when it is about something else
 * @param paymentId the payment that it is about; null when it is about something else
 * @param isRelevant false when it is about nothing that concerns a purchase. A relevant one that
 *     names neither checkout nor payment is a riddle for a person
 * @param createdAt by the payment provider's clock
 */
public record PaymentEvent(
        String id,
        String type,
        @Nullable String checkoutId,
        @Nullable String paymentId,
        boolean isRelevant,
        Instant createdAt) {}
