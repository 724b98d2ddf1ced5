package dev.turnpike.billing.sealing;

/** Encrypts what is stored of a tenant, and notices every change to it. */
public interface Seal {

    /**
     * The content in a form that nobody can read who sees it stored. It is never twice the same.
     */
    byte[] seal(Belonging owner, byte[] content);

    /**
     * What was sealed for this owner.
     *
     * @throws SealBroken when it was sealed for another one or with a key that is not at hand, or
     *     is not as it was sealed
     */
    byte[] open(Belonging owner, byte[] sealed);
}
