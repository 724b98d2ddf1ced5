package dev.turnpike.billing.topups;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what accounts want to be bought by itself, and tells what was. */
public interface AutoTopUps {

    Optional<AutoTopUp> find(AccountId account);

    /** The same, and keeps others from buying or changing it until this transaction ends. */
    Optional<AutoTopUp> lock(AccountId account);

    void save(AutoTopUp topUp);

    /**
     * Accounts that have less credit available than they want and nothing on its way, and whose
     * turn it is; those who wait for longest first.
     */
    @AcrossAccounts("The job buys for every account that asked for it")
    List<AccountId> listDue(Instant now, int limit);

    /** What was bought or tried since then, the newest first. */
    List<Attempt> listAttempts(AccountId account, Instant since);

    /** Takes what has gone back until now as known to whoever has just set it. */
    void noteReturnsSeen(AccountId account);

    /**
     * Whether we have learnt of a refund or dispute since somebody last set it, one that is being
     * asked for among them; not of those that came to nothing.
     */
    boolean hasMoneyGoneBack(AccountId account);

    /**
     * A purchase with the saved card.
     *
     * @param problem why it was refused; null when it was not
     */
    record Attempt(
            Usd amount, Purchase.Status status, @Nullable String problem, Instant createdAt) {

        boolean isRefused() {
            return status == Purchase.Status.EXPIRED && problem != null;
        }

        boolean isUnanswered() {
            return status == Purchase.Status.EXPIRED && problem == null;
        }
    }
}
