package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.TokenClass;
import java.time.LocalDate;

/**
 * What a provider bills for one class of units of one model on one day (UTC).
 *
 * @param model as the provider calls it
 * @param quantity tokens or pieces, as the class counts
 */
public record BillLine(
        LocalDate day, String model, TokenClass tokenClass, long quantity, Usd amount) {}
