package dev.turnpike.persistence.workspaces;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.workspaces.Workspace;
import dev.turnpike.billing.workspaces.WorkspaceId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of a workspace. */
@Entity
@Table(name = "workspace")
class WorkspaceEntity {

    @Id
    @Column(name = "workspace_id")
    private UUID id;

    @Column(name = "account_id")
    private UUID accountId;

    private String name;

    @Column(name = "is_default")
    private boolean isDefault;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected WorkspaceEntity() {}

    WorkspaceEntity(Workspace workspace) {
        id = workspace.id().value();
        accountId = workspace.account().value();
        name = workspace.name();
        isDefault = workspace.isDefault();
        createdAt = workspace.createdAt();
    }

    Workspace toWorkspace() {
        return new Workspace(
                new WorkspaceId(id), new AccountId(accountId), name, isDefault, createdAt);
    }
}
