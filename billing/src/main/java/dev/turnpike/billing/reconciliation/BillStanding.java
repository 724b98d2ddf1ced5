package dev.turnpike.billing.reconciliation;

/**
 * How the comparison with providers' bills stands.
 *
 * @param offDays recent days on which somebody has to look
 * @param comparedDays recent days that were compared
 * @param waitingDays days, however old, that are not compared yet
 */
public record BillStanding(int offDays, int comparedDays, int waitingDays) {}
