package dev.turnpike.billing.spending;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.limits.LimitId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

    /**
     * A limit of money within one of its spans of time.
     *
     * @param start when the span began
     */
    record Window(AccountId account, LimitId limit, Instant start) implements Budget {

        /** By the names of limit and span, in the same way in which the database makes it. */
        @Override
        public UUID id() {
            String name = limit + " " + start.getEpochSecond();
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
