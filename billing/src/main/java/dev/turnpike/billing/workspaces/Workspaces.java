package dev.turnpike.billing.workspaces;

import dev.turnpike.billing.accounts.AccountId;
import java.util.List;

/** Keeps workspaces. The first one of an account comes with it. */
public interface Workspaces {

    void add(Workspace workspace);

    /** False when the account has no such workspace. */
    boolean rename(AccountId account, WorkspaceId id, String name);

    /** All workspaces of the account, the default one first, then by name. */
    List<Workspace> list(AccountId account);
}
