package dev.turnpike.billing.spending;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.usage.CallDetails;
import dev.turnpike.billing.usage.GenerationId;
import java.time.Instant;

/**
 * Credit that is set aside for one call until it is settled or released.
 *
 * @param amount the most that the call was expected to cost when it began
 * @param hold where the amount is set aside
 */
public record Reservation(
        GenerationId id,
        Caller caller,
        CallDetails details,
        Usd amount,
        Instant createdAt,
        Hold hold)
        implements Admission {}
