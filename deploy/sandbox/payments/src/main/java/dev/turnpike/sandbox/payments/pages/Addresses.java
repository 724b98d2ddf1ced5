package dev.turnpike.sandbox.payments.pages;

/**
 * Where a browser finds the pages of the sandbox.
 *
 * @param base without a slash at its end, as {@code http://127.0.0.1:8082}
 */
public record Addresses(String base) {

    /** The pay page of a checkout session. */
    public String pay(String sessionId) {
        return base + "/pay/" + sessionId;
    }

    /** The receipt of a charge. */
    public String receipt(String chargeId) {
        return base + "/receipts/" + chargeId;
    }

    /** The page of an invoice. */
    public String invoice(String invoiceId) {
        return base + "/invoices/" + invoiceId;
    }

    /** An invoice to print. */
    public String invoicePdf(String invoiceId) {
        return invoice(invoiceId) + "/pdf";
    }

    /** Where the holder of a card answers the bank about an intent. */
    public String authentication(String intentId) {
        return base + "/authenticate/" + intentId;
    }

    /** Where a customer looks after cards and tax ids. */
    public String portal(String sessionId) {
        return base + "/portal/" + sessionId;
    }
}
