package dev.turnpike.billing.pricelists.wire;

/** A whole list is not what it should be; caught by {@link JsonPriceLists}. */
final class UnreadableListException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableListException(String reason) {
        super(reason, null, false, false);
    }
}
