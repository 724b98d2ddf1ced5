package dev.turnpike.web.limits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.workspaces.WorkspaceId;
import dev.turnpike.billing.workspaces.WorkspaceNaming;
import dev.turnpike.billing.workspaces.WorkspaceNaming.Outcome;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;

/** Makes and renames workspaces. */
@Path("/limits/workspaces")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class WorkspacePage {

    private static final int UNPROCESSABLE = 422;
    private static final LimitForm NO_LIMIT = new LimitForm("", "", "", Map.of());

    private final Desk desk;
    private final LimitsView view;
    private final WorkspaceNaming naming;

    @Inject
    public WorkspacePage(Desk desk, LimitsView view, WorkspaceNaming naming) {
        this.desk = desk;
        this.view = view;
        this.naming = naming;
    }

    @POST
    public Response create() {
        WorkspaceForm form = WorkspaceForm.read("", desk.fields());
        return form.error().isEmpty()
                ? answer(form, naming.create(account(), form.name()))
                : again(form);
    }

    @POST
    @Path("{id: [0-9a-f-]{36}}")
    public Response rename(@PathParam("id") UUID id) {
        WorkspaceForm form = WorkspaceForm.read(id.toString(), desk.fields());
        return form.error().isEmpty()
                ? answer(form, naming.rename(account(), new WorkspaceId(id), form.name()))
                : again(form);
    }

    private AccountId account() {
        return desk.visitor().account();
    }

    private Response answer(WorkspaceForm form, Outcome outcome) {
        return switch (outcome) {
            case NAME_IS_TAKEN -> again(form.refused("There is a workspace of this name already."));
            case NO_SUCH_WORKSPACE -> throw new NotFoundException();
            case DONE -> {
                desk.notes().keep(Flash.done("The workspace is called “" + form.name() + "”."));
                yield Redirect.to("/limits");
            }
        };
    }

    private Response again(WorkspaceForm form) {
        return Response.ok(view.page(NO_LIMIT, form).withStatus(UNPROCESSABLE)).build();
    }
}
