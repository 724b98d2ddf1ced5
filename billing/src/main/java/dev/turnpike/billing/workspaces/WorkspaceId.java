package dev.turnpike.billing.workspaces;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Names a workspace. */
public record WorkspaceId(UUID value) {

    /** A fresh id; ids grow with time, so that rows written together lie together. */
    public static WorkspaceId next() {
        return new WorkspaceId(UuidCreator.getTimeOrderedEpochPlus1());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
