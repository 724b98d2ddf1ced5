package dev.turnpike.billing.plans;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.accounts.AccountId;
import java.time.Instant;
import java.util.List;

/** Knows which plan accounts are on and what they have spent lately. */
public interface Standings {

    Standing find(AccountId account);

    /** Puts the account, which exists, on this plan. */
    void move(AccountId account, PlanId plan, Instant at, String by);

    /** The accounts that are not on the standard plan, the last moved first. */
    @AcrossAccounts("An operator sees who pays less")
    List<Moved> listMoved(int limit);

    /** The accounts with this id or with a member of this e-mail address, whatever its case. */
    @AcrossAccounts("An operator is told an address by a customer, and not an account")
    List<AccountId> listNamed(String idOrEmail, int limit);

    /**
     * An account that an operator has put on a plan.
     *
     * @param email of its first member
     * @param by who did it, for people
     */
    record Moved(AccountId account, String email, Standing standing, Instant at, String by) {}
}
