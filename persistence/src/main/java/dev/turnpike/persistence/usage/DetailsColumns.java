package dev.turnpike.persistence.usage;

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
        @Column(name = "application") @Nullable String application) {

    CallDetails toDetails() {
        return new CallDetails(model, streamed, userAgent, referer, application);
    }
}
