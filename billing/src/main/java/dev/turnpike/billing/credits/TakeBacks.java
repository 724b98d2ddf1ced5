package dev.turnpike.billing.credits;

import dev.turnpike.billing.accounts.AccountId;
import java.util.List;

/** Keeps what was taken back of purchases. */
public interface TakeBacks {

    void add(AccountId account, TakeBack takeBack);

    void mark(AccountId account, String id, TakeBack.Status status);

    /** What was taken back of this purchase, the oldest first. */
    List<TakeBack> list(AccountId account, PurchaseId purchase);

    /** What was ever taken back of the account's purchases, the newest first. */
    List<TakeBack> list(AccountId account);
}
