package dev.turnpike.billing.keys;

/** What the gate knows after it has seen a credential. */
public sealed interface Recognition permits Caller, KeyRejected {}
