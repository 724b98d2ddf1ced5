package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.money.Usd;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How the comparison with the payment provider stands, over all days.
 *
 * @param lastDay the last day that was compared; null when none was
 * @param wrongDays days on which something differs
 * @param failedDays days that could not be compared
 * @param unexplained how far everything that differs is apart
 */
public record PaymentStanding(
        @Nullable LocalDate lastDay, int wrongDays, int failedDays, Usd unexplained) {}
