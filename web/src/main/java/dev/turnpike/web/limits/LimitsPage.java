package dev.turnpike.web.limits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.limits.LimitSetting;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** All limits of the account, and the form that sets one. */
@Path("/limits")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class LimitsPage {

    private static final int UNPROCESSABLE = 422;

    private final Desk desk;
    private final LimitsView view;
    private final LimitTargets targets;
    private final LimitSetting setting;

    @Inject
    public LimitsPage(Desk desk, LimitsView view, LimitTargets targets, LimitSetting setting) {
        this.desk = desk;
        this.view = view;
        this.targets = targets;
        this.setting = setting;
    }

    /** The address may say what is to be changed: then the form is filled in. */
    @GET
    public Page list() {
        return view.page(LimitForm.read(desk.fields()), WorkspaceForm.EMPTY);
    }

    @POST
    public Response set() {
        AccountId account = desk.visitor().account();
        return switch (LimitForm.read(desk.fields()).check(targets.list(account))) {
            case LimitForm.Bad(LimitForm form) ->
                    Response.ok(view.page(form, WorkspaceForm.EMPTY).withStatus(UNPROCESSABLE))
                            .build();
            case LimitForm.Good good -> set(account, good);
        };
    }

    private Response set(AccountId account, LimitForm.Good good) {
        boolean isSet = setting.set(account, good.order());
        desk.notes()
                .keep(
                        isSet
                                ? Flash.done("The limit is in force within a second.")
                                : Flash.problem("What was to be limited is gone."));
        return Redirect.to("/limits");
    }
}
