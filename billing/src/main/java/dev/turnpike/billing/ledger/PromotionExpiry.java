package dev.turnpike.billing.ledger;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.money.Usd;

/** Takes back promotional credit that was not spent in time. */
public interface PromotionExpiry {

    /**
     * Takes what is left of expired lots and not lent to servers. What is lent is recalled, and
     * taken by a later round unless it is spent until then.
     *
     * @return how much was taken
     */
    @AcrossAccounts("Credit expires by the clock, whosever it is")
    Usd expire();
}
