package dev.turnpike.billing.keys;

/** A credential that opens nothing, and why. */
public record KeyRejected(Reason reason) implements Recognition {

    /** The reasons, in the order in which they are found out. */
    public enum Reason {
        MISSING,
        MALFORMED,
        UNKNOWN,
        REVOKED,
        EXPIRED
    }
}
