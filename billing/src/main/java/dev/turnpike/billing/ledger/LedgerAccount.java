package dev.turnpike.billing.ledger;

/** The chart of accounts. Wallet and receivable exist once for each tenant, the others once. */
public enum LedgerAccount {
    /** What we owe a tenant: its spendable credit. A credit balance is positive here. */
    WALLET("wallet"),
    /** What a tenant owes us because a call cost more than its hold and its credit. */
    RECEIVABLE("receivable"),
    /** Money that a payment provider says it has taken for us. */
    PAYMENT_CLEARING("payment_clearing"),
    /** Our share: the markup. */
    REVENUE("revenue"),
    /** What we owe the model providers. */
    PROVIDER_PAYABLE("provider_payable"),
    /** Credit that we gave away. */
    PROMOTIONAL_EXPENSE("promotional_expense"),
    /** Promotional credit that expired before it was spent. */
    BREAKAGE("breakage"),
    /** Credit that was taken for refunds which the payment provider has not made yet. */
    REFUNDS("refunds"),
    /** Money that a payment provider withholds because a buyer disputes a payment. */
    DISPUTES("disputes"),
    /** Tax that we have collected with purchases and owe to the authorities. */
    TAX_PAYABLE("tax_payable");

    private final String code;

    LedgerAccount(String code) {
        this.code = code;
    }

    /** The name in the journal. */
    public String code() {
        return code;
    }

    public boolean isPerTenant() {
        return this == WALLET || this == RECEIVABLE;
    }
}
