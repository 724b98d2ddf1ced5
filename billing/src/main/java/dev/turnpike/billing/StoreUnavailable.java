package dev.turnpike.billing;

/**
 * What is kept could not be read or written now. Nothing was promised that was not kept; the same
 * request may succeed a moment later.
 */
public class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean passing;

    /**
     * @param passing whether the store itself was out of reach, and not what it was asked to do
     */
    public StoreUnavailable(String message, Throwable cause, boolean passing) {
        super(message, cause);
        this.passing = passing;
    }

    /**
     * @param passing as above
     */
    protected StoreUnavailable(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** Whether the same step can be expected to succeed once the store is back. */
    public boolean isPassing() {
        return passing;
    }
}
