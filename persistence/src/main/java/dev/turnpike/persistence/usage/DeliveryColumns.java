package dev.turnpike.persistence.usage;

import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenCounts;
import dev.turnpike.billing.pricing.Usage;
import dev.turnpike.billing.usage.Delivery;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/** What a provider delivered for a call; all null when nothing was. */
@Embeddable
record DeliveryColumns(
        @Column(name = "served_model") String model,
        @Column(name = "provider") String provider,
        @Column(name = "price_version_id") long priceVersionId,
        @Column(name = "estimated") boolean estimated,
        @Column(name = "upstream_id") @Nullable String upstreamId,
        @Column(name = "finish_reason") @Nullable String finishReason,
        @Column(name = "native_finish_reason") @Nullable String nativeFinishReason,
        @Column(name = "first_token_millis") long firstTokenMillis,
        @Column(name = "total_millis") long totalMillis,
        @Enumerated(EnumType.STRING) @Column(name = "service_tier") @Nullable ServiceTier tier) {

    Delivery toDelivery(PriceVersion price, TokenCounts counts, boolean cancelled) {
        return new Delivery(
                model,
                provider,
                price,
                new Usage(counts, estimated),
                upstreamId,
                finishReason,
                nativeFinishReason,
                firstTokenMillis,
                totalMillis,
                cancelled,
                tier);
    }
}
