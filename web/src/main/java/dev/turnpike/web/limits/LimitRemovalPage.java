package dev.turnpike.web.limits;

import dev.turnpike.billing.limits.LimitId;
import dev.turnpike.billing.limits.LimitSetting;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Takes a limit away. It can be set again, with what was spent counted in, so nobody is asked. */
@Path("/limits/{id: [0-9a-f-]{36}}/removal")
@Singleton
@SignedIn
public class LimitRemovalPage {

    private final Desk desk;
    private final LimitSetting setting;

    @Inject
    public LimitRemovalPage(Desk desk, LimitSetting setting) {
        this.desk = desk;
        this.setting = setting;
    }

    @POST
    public Response create(@PathParam("id") UUID id) {
        boolean removed = setting.remove(desk.visitor().account(), new LimitId(id));
        desk.notes()
                .keep(
                        removed
                                ? Flash.done("The limit is removed.")
                                : Flash.problem("The limit was already removed."));
        return Redirect.to("/limits");
    }
}
