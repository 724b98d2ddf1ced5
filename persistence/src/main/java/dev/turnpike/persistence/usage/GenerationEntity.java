package dev.turnpike.persistence.usage;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.TokenCounts;
import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.GenerationId;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of a call that has ended; it is only read. */
@Entity
@Immutable
@Table(name = "generation")
class GenerationEntity {

    @Id
    @Column(name = "generation_id")
    private UUID id;

    @Column(name = "account_id")
    private UUID accountId;

    @Column(name = "key_id")
    private UUID keyId;

    @Column(name = "created_at")
    private Instant createdAt;

    /** By the database's clock: the moment of the charge. */
    @Column(name = "settled_at")
    private Instant settledAt;

    @Embedded private DetailsColumns details;

    @Enumerated(EnumType.STRING)
    private Generation.Status status;

    @Column(name = "attempt_models")
    private String[] attemptModels;

    @Column(name = "attempt_providers")
    private String[] attemptProviders;

    @Column(name = "attempt_statuses")
    private int[] attemptStatuses;

    @Column(name = "attempt_millis")
    private long[] attemptMillis;

    @Column(name = "attempt_errors")
    private @Nullable String[] attemptErrors;

    @Embedded private @Nullable DeliveryColumns delivery;
    @Embedded private @Nullable TokenColumns tokens;

    @Column(name = "markup_basis_points")
    private @Nullable Integer markupBasisPoints;

    @Column(name = "cost_nanos")
    private long costNanos;

    @Column(name = "provider_cost_nanos")
    private long providerCostNanos;

    private @Nullable String error;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected GenerationEntity() {}

    Generation toGeneration(LongFunction<PriceVersion> prices) {
        Delivery delivered =
                delivery == null ? null : delivery(prices.apply(delivery.priceVersionId()));
        return new Generation(
                new GenerationId(id),
                new AccountId(accountId),
                new ApiKeyId(keyId),
                createdAt,
                details.toDetails(),
                status,
                attempts(),
                delivered,
                delivered == null ? null : charge(delivered),
                error);
    }

    private List<Attempt> attempts() {
        return IntStream.range(0, attemptModels.length)
                .mapToObj(
                        i ->
                                new Attempt(
                                        attemptModels[i],
                                        attemptProviders[i],
                                        attemptStatuses[i],
                                        attemptMillis[i],
                                        attemptErrors[i]))
                .toList();
    }

    private @Nullable Delivery delivery(PriceVersion price) {
        boolean cancelled = status == Generation.Status.CANCELLED;
        return delivery == null ? null : delivery.toDelivery(price, counts(), cancelled);
    }

    /** The lines are recomputed, the sums are those that were booked. */
    private @Nullable Charge charge(Delivery delivered) {
        if (markupBasisPoints == null) {
            return null;
        }
        var markup = new Markup(markupBasisPoints);
        return new Charge(
                Charge.of(delivered.pricesAt(createdAt), markup, counts()).lines(),
                markup,
                new Usd(providerCostNanos),
                new Usd(costNanos));
    }

    private TokenCounts counts() {
        return tokens == null ? TokenCounts.NONE : tokens.toCounts();
    }
}
