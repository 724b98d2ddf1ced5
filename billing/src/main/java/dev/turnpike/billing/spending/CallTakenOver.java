package dev.turnpike.billing.spending;

/**
 * This server was taken for dead while it made a named call, and another one makes it now. Nothing
 * is charged for it here, and its answer must not be given out.
 */
public final class CallTakenOver extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param call what it is known by
     */
    public CallTakenOver(String call) {
        super("The call %s was taken over; nothing is charged for it here.".formatted(call));
    }
}
