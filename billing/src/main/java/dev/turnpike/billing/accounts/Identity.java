package dev.turnpike.billing.accounts;

/** Who signed in, as the identity provider says. */
public record Identity(String subject, String email, String name) {}
