package dev.turnpike.persistence.workspaces;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.workspaces.Workspace;
import dev.turnpike.billing.workspaces.WorkspaceId;
import dev.turnpike.billing.workspaces.Workspaces;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;

/** Keeps workspaces in PostgreSQL. */
@Singleton
class JpaWorkspaces implements Workspaces {

    private static final String LIST =
            """
            from WorkspaceEntity w where w.accountId = :account
            order by w.isDefault desc, lower(w.name)
            """;
    private static final String RENAME =
            "update WorkspaceEntity w set w.name = :name"
                    + " where w.id = :id and w.accountId = :account";

    private final TenantScope tenants;

    @Inject
    JpaWorkspaces(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(Workspace workspace) {
        tenants.of(workspace.account()).persist(new WorkspaceEntity(workspace));
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean rename(AccountId account, WorkspaceId id, String name) {
        return tenants.of(account)
                        .createQuery(RENAME)
                        .setParameter("name", name)
                        .setParameter("id", id.value())
                        .setParameter("account", account.value())
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional
    public List<Workspace> list(AccountId account) {
        return tenants.of(account)
                .createQuery(LIST, WorkspaceEntity.class)
                .setParameter("account", account.value())
                .getResultStream()
                .map(WorkspaceEntity::toWorkspace)
                .toList();
    }
}
