package dev.turnpike.journeys;

/** A line for each proof at its end, so that the figures of a run can be read in its log. */
final class Proof {

    private Proof() {}

    /** Prints one line; {@code deploy/docs/PROOFS.md} explains the figures. */
    static void report(String name, String figures) {
        System.out.println("PROOF " + name + ": " + figures);
    }
}
