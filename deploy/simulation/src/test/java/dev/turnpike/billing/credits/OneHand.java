package dev.turnpike.billing.credits;

/** Lends what takes events up one after the other, so that a seed means the same every time. */
public final class OneHand {

    private OneHand() {}

    public static SideBySide get() {
        return new SideBySide(1);
    }
}
