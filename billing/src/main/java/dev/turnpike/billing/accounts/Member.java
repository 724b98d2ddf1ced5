package dev.turnpike.billing.accounts;

import java.time.Instant;

/**
 * A person who may act for an account.
 *
 * @param subject the person's id at the identity provider, the only link to it
 */
public record Member(
        MemberId id,
        AccountId account,
        String subject,
        String email,
        String name,
        Instant createdAt) {}
