package dev.turnpike.billing.spending;

/** The database knows this node no longer: it was silent for too long, and its leases are gone. */
public final class NodeLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NodeLost(Throwable cause) {
        super("The leases of this server have ended; it goes on as a new one.", cause);
    }
}
