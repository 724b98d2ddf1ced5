package dev.turnpike.persistence.accounts;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.Member;
import dev.turnpike.billing.accounts.MemberId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of a person who may act for a tenant. */
@Entity
@Table(name = "member")
class MemberEntity {

    @Id
    @Column(name = "member_id")
    private UUID id;

    @Column(name = "account_id")
    private UUID accountId;

    private String subject;
    private String email;
    private String name;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected MemberEntity() {}

    MemberEntity(Member member) {
        id = member.id().value();
        accountId = member.account().value();
        subject = member.subject();
        email = member.email();
        name = member.name();
        createdAt = member.createdAt();
    }

    Member toMember() {
        return new Member(
                new MemberId(id), new AccountId(accountId), subject, email, name, createdAt);
    }
}
