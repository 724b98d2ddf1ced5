package dev.turnpike.billing.topups;

import dev.turnpike.billing.accounts.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an account wants to be bought by itself.
 *
 * @param email of whoever set it, for receipts
 * @param reason why it was switched off by itself, or why it waits; null when neither is so
 * @param changedAt when somebody last set it or switched it off
 * @param dueAt when it is looked at again, if it waits
 */
public record AutoTopUp(
        AccountId account,
        TopUpTerms terms,
        String email,
        boolean isOn,
        @Nullable TopUpReason reason,
        Instant changedAt,
        Instant dueAt) {

    /** Switched on by somebody just now. */
    static AutoTopUp on(AccountId account, TopUpTerms terms, String email, Instant now) {
        return new AutoTopUp(account, terms, email, true, null, now, now);
    }

    AutoTopUp off(@Nullable TopUpReason why, Instant now) {
        return new AutoTopUp(account, terms, email, false, why, now, now);
    }

    AutoTopUp waiting(@Nullable TopUpReason why, Instant until) {
        return new AutoTopUp(account, terms, email, true, why, changedAt, until);
    }

    /** Whether it was switched off, and not by somebody. */
    public boolean isStopped() {
        return !isOn && reason != null;
    }
}
