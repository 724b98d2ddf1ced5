package dev.turnpike.persistence.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.workspaces.Workspace;
import dev.turnpike.billing.workspaces.WorkspaceId;
import dev.turnpike.billing.workspaces.Workspaces;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import org.junit.jupiter.api.Test;

class JpaWorkspacesTest {

    private static final Workspaces WORKSPACES =
            TestDatabase.shared().keeper(Workspaces.class, JpaWorkspaces::new);

    private final AccountId acme = World.tenant(Usd.ZERO).account();
    private final AccountId bob = World.tenant(Usd.ZERO).account();

    @Test
    void listsTheDefaultFirstAndOnlyForItsAccount() {
        Workspace research = new Workspace(WorkspaceId.next(), acme, "Agents", false, World.NOW);
        WORKSPACES.add(research);

        assertThat(WORKSPACES.list(acme)).hasSize(2).last().isEqualTo(research);
        assertThat(WORKSPACES.list(acme).getFirst().isDefault()).isTrue();
        assertThat(WORKSPACES.list(bob)).hasSize(1);
    }

    @Test
    void renamesAWorkspaceOfItsOwnAccountOnly() {
        WorkspaceId id = WORKSPACES.list(acme).getFirst().id();

        assertThat(WORKSPACES.rename(bob, id, "Mine")).isFalse();
        assertThat(WORKSPACES.rename(acme, id, "Office")).isTrue();

        assertThat(WORKSPACES.list(acme)).extracting(Workspace::name).containsExactly("Office");
    }
}
