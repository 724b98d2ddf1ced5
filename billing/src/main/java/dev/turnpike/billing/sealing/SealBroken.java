package dev.turnpike.billing.sealing;

/** Something sealed cannot be opened; the reason tells nothing of its content. */
public final class SealBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SealBroken(String reason) {
        super(reason);
    }
}
