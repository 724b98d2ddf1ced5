package dev.turnpike.persistence.accounts;

import dev.turnpike.billing.accounts.Member;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of a tenant. */
@Entity
@Table(name = "account")
class AccountEntity {

    @Id
    @Column(name = "account_id")
    private UUID id;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected AccountEntity() {}

    /** The account that begins with this member. */
    AccountEntity(Member owner) {
        id = owner.account().value();
        createdAt = owner.createdAt();
    }
}
