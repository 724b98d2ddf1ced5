package dev.turnpike.web.credits;

import dev.turnpike.billing.topups.TopUpSetting;
import dev.turnpike.billing.topups.TopUpTerms;
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
import java.util.Optional;

/** Takes the forms that switch automatic top-up on and off. */
@Path("/credits/top-up")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class TopUpPage {

    private static final int UNPROCESSABLE = 422;

    private final Desk desk;
    private final CreditsPage credits;
    private final TopUpSetting setting;

    @Inject
    public TopUpPage(Desk desk, CreditsPage credits, TopUpSetting setting) {
        this.desk = desk;
        this.credits = credits;
        this.setting = setting;
    }

    @POST
    public Response create() {
        TopUpForm form = TopUpForm.read(desk.fields());
        Optional<TopUpTerms> terms = form.terms();
        if (terms.isEmpty()) {
            return again(form.malformed());
        }
        return switch (setting.create(desk.visitor().member(), terms.get())) {
            case TopUpSetting.SwitchedOn _ -> {
                desk.notes().keep(Flash.done("Automatic top-up is on."));
                yield Redirect.to("/credits");
            }
            case TopUpSetting.Flawed(var flaws) -> again(form.flawed(flaws));
            case TopUpSetting.CardMissing _ -> again(form.cardMissing());
            case TopUpSetting.NotOffered _ -> again(form.notOffered());
        };
    }

    @POST
    @Path("/switch-off")
    public Response switchOff() {
        setting.switchOff(desk.visitor().account());
        desk.notes().keep(Flash.done("Automatic top-up is off."));
        return Redirect.to("/credits");
    }

    /** Somebody who reloaded after a refusal. */
    @GET
    public Response show() {
        return Redirect.to("/credits");
    }

    /** The same for the other form. */
    @GET
    @Path("/switch-off")
    public Response showSwitchedOff() {
        return Redirect.to("/credits");
    }

    private Response again(TopUpForm form) {
        Page page = credits.page(form);
        return Response.ok(page.withStatus(UNPROCESSABLE)).build();
    }
}
