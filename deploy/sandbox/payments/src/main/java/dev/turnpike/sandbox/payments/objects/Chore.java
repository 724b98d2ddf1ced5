package dev.turnpike.sandbox.payments.objects;

/** Something that time alone brings about, looked after before anybody looks at the objects. */
public interface Chore {

    /** Adds what is due now; the caller commits it in the same turn. */
    void attend(Changes changes);
}
