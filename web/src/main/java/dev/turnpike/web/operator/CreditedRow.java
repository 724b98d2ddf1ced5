package dev.turnpike.web.operator;

import dev.turnpike.billing.reconciliation.BillCredit;
import dev.turnpike.web.page.Amount;

/** What a provider gives back. */
public record CreditedRow(String reason, Amount amount) {

    static CreditedRow of(BillCredit credit) {
        return new CreditedRow(credit.reason(), Amount.of(credit.amount()));
    }
}
