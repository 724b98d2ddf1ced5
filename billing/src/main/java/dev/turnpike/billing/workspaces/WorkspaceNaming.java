package dev.turnpike.billing.workspaces;

import dev.turnpike.billing.accounts.AccountId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Makes and renames workspaces; within an account a name, in whatever case, stands for one. */
@Singleton
public class WorkspaceNaming {

    private final Workspaces workspaces;
    private final InstantSource clock;

    @Inject
    WorkspaceNaming(Workspaces workspaces, InstantSource clock) {
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** What became of it. */
    public enum Outcome {
        DONE,
        NAME_IS_TAKEN,
        NO_SUCH_WORKSPACE
    }

    @Transactional
    public Outcome create(AccountId account, String name) {
        if (isTaken(account, name, null)) {
            return Outcome.NAME_IS_TAKEN;
        }
        workspaces.add(new Workspace(WorkspaceId.next(), account, name, false, clock.instant()));
        return Outcome.DONE;
    }

    @Transactional
    public Outcome rename(AccountId account, WorkspaceId id, String name) {
        if (isTaken(account, name, id)) {
            return Outcome.NAME_IS_TAKEN;
        }
        return workspaces.rename(account, id, name) ? Outcome.DONE : Outcome.NO_SUCH_WORKSPACE;
    }

    private boolean isTaken(AccountId account, String name, @Nullable WorkspaceId but) {
        return workspaces.list(account).stream()
                .anyMatch(it -> it.name().equalsIgnoreCase(name) && !it.id().equals(but));
    }
}
