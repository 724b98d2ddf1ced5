package dev.turnpike.billing.pricing;

import java.time.Instant;

/**
 * One immutable edition of an offer's price sheet; a call stores the one it was priced with.
 *
 * @param id counts up over all offers
 * @param offerId {@code model@provider}
 * @param source where the prices were read, for people
 * @param approvedBy who let them in
 */
public record PriceVersion(
        long id,
        String offerId,
        PriceSheet sheet,
        Instant effectiveFrom,
        String source,
        String approvedBy) {}
