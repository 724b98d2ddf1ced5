package dev.turnpike.billing.credits;

import java.net.URI;
import java.util.Optional;

/**
 * What the payment provider has in writing about payments. Every method talks to the network: never
 * call one inside a transaction.
 */
public interface PaymentPapers {

    /** A kind of paper. */
    enum Paper {
        /** A page that shows the invoice. */
        INVOICE,
        /** The invoice as a file. */
        INVOICE_PDF,
        /** A page that says how it was paid, and what was refunded. */
        RECEIPT
    }

    /**
     * Where this paper of a purchase can be read; the address may cease to work after some days. A
     * top-up has no invoice.
     *
     * @throws Payments.PaymentsUnavailable when the payment provider cannot be reached
     */
    Optional<URI> find(Purchase purchase, Paper paper);
}
