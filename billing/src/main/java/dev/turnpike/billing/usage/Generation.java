package dev.turnpike.billing.usage;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of one call that has ended.
 *
 * @param delivery null when nothing was delivered
 * @param charge null when {@code delivery} is
 * @param error our name for what ended it without a delivery; null otherwise
 */
public record Generation(
        GenerationId id,
        AccountId account,
        ApiKeyId key,
        Instant createdAt,
        CallDetails details,
        Status status,
        List<Attempt> attempts,
        @Nullable Delivery delivery,
        @Nullable Charge charge,
        @Nullable String error) {

    /** How a call ended. */
    public enum Status {
        COMPLETED,
        /** The caller left; what had been produced was charged. */
        CANCELLED,
        /** Nothing was delivered, nothing was charged. */
        FAILED
    }

    public Generation {
        attempts = List.copyOf(attempts);
    }

    /** What the customer paid; zero when nothing was delivered. */
    public Usd cost() {
        return charge == null ? Usd.ZERO : charge.cost();
    }
}
