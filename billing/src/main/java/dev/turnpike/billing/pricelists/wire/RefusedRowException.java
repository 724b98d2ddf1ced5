package dev.turnpike.billing.pricelists.wire;

/** Something in a row is wrong; caught where rows begin, and its message becomes the reason. */
final class RefusedRowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedRowException(String reason) {
        super(reason, null, false, false);
    }
}
