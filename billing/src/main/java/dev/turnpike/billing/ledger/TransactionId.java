package dev.turnpike.billing.ledger;

/** Names a transaction of the journal. */
public record TransactionId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
