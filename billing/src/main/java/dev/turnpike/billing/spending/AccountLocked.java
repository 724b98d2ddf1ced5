package dev.turnpike.billing.spending;

import dev.turnpike.billing.StoreUnavailable;
import dev.turnpike.billing.accounts.AccountId;

/**
 * Somebody else is within a step on this account, and stays there: a server that froze, perhaps.
 * Steps on other accounts go on.
 */
public final class AccountLocked extends StoreUnavailable {

    private static final long serialVersionUID = 1L;

    public AccountLocked(AccountId account, Throwable cause) {
        super("Account " + account + " is locked", cause, true);
    }

    AccountLocked(AccountId account) {
        super("Account " + account + " is locked", true);
    }
}
