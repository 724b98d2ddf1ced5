package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.money.Usd;
import java.time.LocalDate;

/**
 * What a provider gives back on a bill. It is for no use of a model, so it is compared with
 * nothing.
 *
 * @param day a day that the bill names with other lines
 * @param reason what the provider says that it is for
 * @param amount negative
 */
public record BillCredit(LocalDate day, String reason, Usd amount) {}
