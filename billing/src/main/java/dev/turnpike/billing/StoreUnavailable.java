package dev.turnpike.billing;

/**
 * What is kept could not be read or written now. Nothing was promised that was not kept; the same
 * request may succeed a moment later.
 */
public class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
