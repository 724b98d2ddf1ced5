package dev.turnpike.billing.statements;

import dev.turnpike.billing.accounts.AccountId;
import java.time.Instant;

/** Draws up statements. */
public interface MonthlyStatements {

    /**
     * What moved the account's wallet from this moment on and before that one, all of it seen at
     * one moment. It is added up where it is stored: what comes back is as long as there are kinds
     * of movements, and {@code shares} for each way of taking usage apart.
     *
     * @param shares how many of the dearest are told apart in each breakdown; the others are summed
     */
    MonthlyStatement get(AccountId account, Instant from, Instant to, int shares);
}
