package dev.turnpike.web.operator;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.pricing.MarkupSetting;
import dev.turnpike.billing.pricing.Markups;
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
import java.util.List;

/** What is added to the prices of which provider and which model. */
@Path("/operator/markups")
@Singleton
@SignedIn
@OperatorsOnly
@Produces(MediaType.TEXT_HTML)
public class MarkupsPage {

    static final String PATH = "/operator/markups";

    private static final int UNPROCESSABLE = 422;

    private final Desk desk;
    private final MarkupsView view;
    private final LiveCatalog catalog;
    private final MarkupSetting setting;
    private final Markups markups;

    @Inject
    public MarkupsPage(
            Desk desk,
            MarkupsView view,
            LiveCatalog catalog,
            MarkupSetting setting,
            Markups markups) {
        this.desk = desk;
        this.view = view;
        this.catalog = catalog;
        this.setting = setting;
        this.markups = markups;
    }

    /** The address may say what is to be changed: then the form is filled in. */
    @GET
    public Page list() {
        return view.page(MarkupForm.read(desk.fields()), MarkupTarget.all(catalog));
    }

    @POST
    public Response set() {
        List<MarkupTarget> targets = MarkupTarget.all(catalog);
        return switch (MarkupForm.read(desk.fields()).check(targets)) {
            case MarkupForm.Bad(MarkupForm form) ->
                    Response.ok(view.page(form, targets).withStatus(UNPROCESSABLE)).build();
            case MarkupForm.Good(var subject, var markup) -> {
                setting.set(subject, markup, desk.visitor().member().email());
                markups.refresh();
                desk.notes().keep(Flash.done("The markup is in force on all servers in seconds."));
                yield Redirect.to(PATH);
            }
        };
    }
}
