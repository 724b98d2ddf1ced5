package dev.turnpike.billing.spending;

/** Whether a call may spend. */
public sealed interface Admission permits Reservation, Refusal {}
