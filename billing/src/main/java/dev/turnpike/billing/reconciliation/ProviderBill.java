package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A bill that was imported. It is never changed: of each day that it names, the last bill that
 * names it is in force.
 *
 * @param id counts up over all providers
 * @param provider its slug
 * @param digest of the file that it was read from
 * @param importedBy the operator's address
 * @param lines how many there are, without credits
 * @param total of these
 */
public record ProviderBill(
        long id,
        String provider,
        String digest,
        Instant importedAt,
        String importedBy,
        int lines,
        LocalDate firstDay,
        LocalDate lastDay,
        Usd total) {}
