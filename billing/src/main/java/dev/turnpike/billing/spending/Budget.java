package dev.turnpike.billing.spending;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKeyId;
import java.util.UUID;

/** Something that bounds what may be spent. A call spends from all of its budgets at once. */
public sealed interface Budget {

    /** The account whose money it is. */
    AccountId account();

    /** Unique among budgets of all kinds. */
    UUID id();

    /** The prepaid credit of an account. */
    record Wallet(AccountId account) implements Budget {

        @Override
        public UUID id() {
            return account.value();
        }
    }

    /** The limit of a key. */
    record KeyLimit(AccountId account, ApiKeyId key) implements Budget {

        @Override
        public UUID id() {
            return key.value();
        }
    }
}
