package dev.turnpike.billing.ledger;

import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A credit, and what is left of it. Promotional lots are spent first, those that expire soonest
 * before the others; then paid ones, as they came.
 *
 * @param credit the transaction that brought it
 * @param expiresAt when what is left is taken back; null for never, as always for paid ones
 */
public record Lot(
        TransactionId credit,
        Kind kind,
        Usd amount,
        Usd left,
        Instant grantedAt,
        @Nullable Instant expiresAt) {

    /** Where the credit came from. */
    public enum Kind {
        PAID,
        PROMOTIONAL
    }
}
