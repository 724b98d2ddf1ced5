package dev.turnpike.billing.limits;

/** Whose spending a limit bounds, the narrowest first. */
public enum LimitScope {
    KEY,
    MEMBER,
    WORKSPACE,
    ACCOUNT
}
