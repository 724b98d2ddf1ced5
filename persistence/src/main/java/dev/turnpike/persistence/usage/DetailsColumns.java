package dev.turnpike.persistence.usage;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.usage.CallDetails;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** What was known of a call before it was dispatched. */
@Embeddable
record DetailsColumns(
        @Column(name = "model") String model,
        @Column(name = "streamed") boolean streamed,
        @Column(name = "user_agent") @Nullable String userAgent,
        @Column(name = "referer") @Nullable String referer,
        @Column(name = "application") @Nullable String application,
        @Column(name = "max_cost_nanos") @Nullable Long maxCostNanos) {

    CallDetails toDetails() {
        return new CallDetails(
                model,
                streamed,
                userAgent,
                referer,
                application,
                maxCostNanos == null ? null : new Usd(maxCostNanos));
    }
}
