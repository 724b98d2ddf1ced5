package dev.turnpike.web.limits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.workspaces.Workspace;
import dev.turnpike.billing.workspaces.WorkspaceId;
import dev.turnpike.billing.workspaces.Workspaces;
import dev.turnpike.web.page.Browser;
import java.util.List;
import java.util.UUID;

/** Workspaces that are simply there. */
public record FixedWorkspaces(List<Workspace> workspaces) implements Workspaces {

    public static final Workspace OFFICE =
            new Workspace(
                    new WorkspaceId(UUID.fromString("0193a000-0000-7000-8000-0000000000f1")),
                    Browser.ACME,
                    "Office",
                    true,
                    Browser.NOW);

    public static final Workspace AGENTS =
            new Workspace(
                    new WorkspaceId(UUID.fromString("0193a000-0000-7000-8000-0000000000f2")),
                    Browser.ACME,
                    "Agents <b>",
                    false,
                    Browser.NOW);

    @Override
    public void add(Workspace workspace) {
        throw new UnsupportedOperationException("These workspaces are fixed");
    }

    @Override
    public boolean rename(AccountId account, WorkspaceId id, String name) {
        throw new UnsupportedOperationException("These workspaces are fixed");
    }

    @Override
    public List<Workspace> list(AccountId account) {
        return workspaces;
    }
}
