package dev.turnpike.billing.idempotency;

/** This server was taken for dead while it made a named call, and another one makes it now. */
public final class ClaimLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClaimLost(Claim claim) {
        super("The claim " + claim.id() + " was taken over; nothing is charged for it.");
    }
}
