package dev.turnpike.billing.credits;

import dev.turnpike.billing.AcrossAccounts;
import java.util.List;
import java.util.Optional;

/** Finds purchases of any account, for operators. */
@AcrossAccounts("An operator is asked about a purchase by somebody who names it, or themselves")
public interface PurchaseSearch {

    Optional<Purchase> find(PurchaseId id);

    /**
     * The newest purchases that this is the number, the payment, the account or the buyer's e-mail
     * address of; of all, when nothing is sought.
     */
    List<Purchase> list(String sought, int limit);
}
