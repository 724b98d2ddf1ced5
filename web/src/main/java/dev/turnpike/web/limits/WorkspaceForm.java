package dev.turnpike.web.limits;

import dev.turnpike.billing.workspaces.Workspace;
import dev.turnpike.web.page.Fields;
import dev.turnpike.web.page.TypedName;

/**
 * What was typed to name a workspace.
 *
 * @param id of the one that is renamed; empty for a new one
 * @param error what is wrong with the name; empty when nothing is
 */
public record WorkspaceForm(String id, String name, String error) {

    /** An untouched form for a new workspace. */
    public static final WorkspaceForm EMPTY = new WorkspaceForm("", "", "");

    static WorkspaceForm read(String id, Fields fields) {
        String name = fields.text("name");
        WorkspaceForm form = new WorkspaceForm(id, name, "");
        if (name.isEmpty()) {
            return form.refused("Give the workspace a name.");
        }
        String problem = new TypedName(name, Workspace.MAX_NAME_LENGTH).problem();
        return problem == null ? form : form.refused(problem);
    }

    WorkspaceForm refused(String why) {
        return new WorkspaceForm(id, name, why);
    }
}
