package dev.turnpike.billing.limits;

import dev.turnpike.billing.accounts.AccountId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** Makes, changes and removes limits of money. */
@Singleton
public class LimitSetting {

    private final SpendingLimits limits;

    @Inject
    LimitSetting(SpendingLimits limits) {
        this.limits = limits;
    }

    /** False when the account has nothing of this scope and id. */
    @Transactional
    public boolean set(AccountId account, SpendingLimits.Order order) {
        return limits.set(account, order);
    }

    /** False when the account has no such limit. */
    @Transactional
    public boolean remove(AccountId account, LimitId id) {
        return limits.remove(account, id);
    }
}
