package dev.turnpike.web.operator;

import dev.turnpike.billing.promotions.CodeSwitchOff;
import dev.turnpike.billing.promotions.PromotionalCodeId;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Notes;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Switches a promotional code off. Nobody loses anything by it, so nobody is asked. */
@Path("/operator/codes/{id: [0-9a-f-]{36}}/switch-off")
@Singleton
@SignedIn
@OperatorsOnly
public class CodeSwitchOffPage {

    private final Notes notes;
    private final CodeSwitchOff switchOff;

    @Inject
    public CodeSwitchOffPage(Notes notes, CodeSwitchOff switchOff) {
        this.notes = notes;
        this.switchOff = switchOff;
    }

    @POST
    public Response create(@PathParam("id") UUID id) {
        boolean done = switchOff.create(new PromotionalCodeId(id));
        notes.keep(
                done
                        ? Flash.done("The code is switched off. What was redeemed stays.")
                        : Flash.problem("There is no such code that is on."));
        return Redirect.to("/operator/codes");
    }
}
