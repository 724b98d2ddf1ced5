package dev.turnpike.billing.credits;

import dev.turnpike.billing.accounts.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * An account as the payment provider knows it: its cards, tax ids and invoices hang on it there.
 *
 * @param id the payment provider's
 * @param edition which customer of this account it is: one that the payment provider has forgotten
 *     is followed by another one
 * @param card what was last seen of the card that is charged without the buyer; null when there is
 *     none
 */
public record Customer(AccountId account, String id, int edition, @Nullable SavedCard card) {}
