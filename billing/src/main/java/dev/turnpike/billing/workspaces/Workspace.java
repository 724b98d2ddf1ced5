package dev.turnpike.billing.workspaces;

import dev.turnpike.billing.accounts.AccountId;
import java.time.Instant;

/**
 * A group of keys.
 *
 * @param isDefault whether it is the one that came with the account
 */
public record Workspace(
        WorkspaceId id, AccountId account, String name, boolean isDefault, Instant createdAt) {

    /** Long enough for a department, short enough for a table. */
    public static final int MAX_NAME_LENGTH = 100;

    public Workspace {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("A workspace's name has 1 to 100 characters");
        }
    }
}
