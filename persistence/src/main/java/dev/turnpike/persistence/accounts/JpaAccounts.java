package dev.turnpike.persistence.accounts;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.Accounts;
import dev.turnpike.billing.accounts.Member;
import dev.turnpike.billing.workspaces.WorkspaceId;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Keeps tenants and their members in PostgreSQL. */
@Singleton
class JpaAccounts implements Accounts {

    private static final String BY_SUBJECT = "from MemberEntity m where m.subject = :subject";
    private static final String OF_ACCOUNT =
            "from MemberEntity m where m.accountId = :account order by m.createdAt, m.id";
    private static final String LOCK_SUBJECT =
            """
            select true from (select pg_advisory_xact_lock(hashtextextended(:subject, 0))) as locked
            """;
    private static final String ADD_WALLET = "insert into wallet (account_id) values (:account)";
    private static final String ADD_WORKSPACE =
            """
            insert into workspace (workspace_id, account_id, name, is_default, created_at)
            values (:workspace, :account, 'Default', true, :now)
            """;

    private final TenantScope tenants;

    @Inject
    JpaAccounts(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public Optional<Member> findMember(String subject) {
        return tenants.acrossAccounts()
                .createQuery(BY_SUBJECT, MemberEntity.class)
                .setParameter("subject", subject)
                .getResultStream()
                .findFirst()
                .map(MemberEntity::toMember);
    }

    /** Two first sign-ins of one person wait here for each other, so the second finds the first. */
    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public Member open(Member owner) {
        tenants.withoutAccount()
                .createNativeQuery(LOCK_SUBJECT)
                .setParameter("subject", owner.subject())
                .getSingleResult();
        return findMember(owner.subject()).orElseGet(() -> add(owner));
    }

    private Member add(Member owner) {
        EntityManager database = tenants.of(owner.account());
        database.persist(new AccountEntity(owner));
        // Written at once: Hibernate knows of no tie between these rows and could swap them.
        database.flush();
        database.persist(new MemberEntity(owner));
        database.createNativeQuery(ADD_WALLET)
                .setParameter("account", owner.account().value())
                .executeUpdate();
        database.createNativeQuery(ADD_WORKSPACE)
                .setParameter("workspace", WorkspaceId.next().value())
                .setParameter("account", owner.account().value())
                .setParameter("now", owner.createdAt())
                .executeUpdate();
        return owner;
    }

    @Override
    @Transactional
    public List<Member> listMembers(AccountId account) {
        return tenants.of(account)
                .createQuery(OF_ACCOUNT, MemberEntity.class)
                .setParameter("account", account.value())
                .getResultStream()
                .map(MemberEntity::toMember)
                .toList();
    }
}
