package dev.turnpike.web.keys;

import dev.turnpike.billing.keys.KeyCreation;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.PortalSettings;
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

/** Makes a key and shows it, once. */
@Path("/keys/new")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class NewKeyPage {

    private static final int UNPROCESSABLE = 422;

    /** What the form of the first steps says about where it was sent from. */
    private static final String FROM_WELCOME = "welcome";

    private final Desk desk;
    private final KeysPage list;
    private final KeyCreation creation;
    private final OneKeyPerForm once;
    private final PortalSettings settings;

    @Inject
    public NewKeyPage(
            Desk desk,
            KeysPage list,
            KeyCreation creation,
            OneKeyPerForm once,
            PortalSettings settings) {
        this.desk = desk;
        this.list = list;
        this.creation = creation;
        this.once = once;
        this.settings = settings;
    }

    @POST
    public Response create() {
        KeyForm typed = KeyForm.read(desk.fields());
        return switch (list.check(typed)) {
            case KeyForm.Bad(KeyForm form) ->
                    Response.ok(list.page(form).withStatus(UNPROCESSABLE)).build();
            case KeyForm.Good(KeyCreation.Order order) -> {
                once.make(desk.fields().text("form"), typed, () -> make(order));
                boolean first = desk.fields().text("from").equals(FROM_WELCOME);
                yield Redirect.to(first ? "/welcome" : "/keys/new");
            }
        };
    }

    private FreshKey make(KeyCreation.Order order) {
        KeyCreation.Created created =
                creation.create(desk.visitor().account(), desk.visitor().member().id(), order);
        return new FreshKey(created.key().name(), created.secret());
    }

    /** Shows the key that was just made; a second look finds nothing to show. */
    @GET
    public Response show() {
        Optional<FreshKey> fresh = desk.notes().take(FreshKey.class);
        if (fresh.isEmpty()) {
            desk.notes().keep(Flash.problem("A key is shown once. If you lost it, make another."));
            return Redirect.to("/keys");
        }
        Page page =
                Page.of("keys/created", "Your new key", Section.KEYS)
                        .with("name", fresh.get().name())
                        .with("secret", fresh.get().secret().text())
                        .with("apiBase", settings.apiBase());
        return Response.ok(page).build();
    }
}
