package dev.turnpike.web.signin;

import dev.turnpike.billing.usage.Generations;
import dev.turnpike.web.page.PortalSettings;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.page.Visitor;
import dev.turnpike.web.page.Visitors;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * The doors. Both addresses are closed to strangers, so the server shows them Keycloak's page; who
 * gets here has signed in, and is led to where there is something to do.
 */
@Path("/")
@Singleton
@SignedIn
public class SignInPage {

    static final String PATH = "/signin";

    private final Visitors visitors;
    private final Generations generations;
    private final HttpServletRequest request;
    private final PortalSettings settings;

    @Inject
    public SignInPage(
            Visitors visitors,
            Generations generations,
            HttpServletRequest request,
            PortalSettings settings) {
        this.visitors = visitors;
        this.generations = generations;
        this.request = request;
        this.settings = settings;
    }

    /** Whether this address only leads on, to the sign-in and from there to another page. */
    static boolean isDoor(String path) {
        return path.startsWith(PATH) || path.equals(SignInSettings.REGISTER);
    }

    @GET
    @Path("signin")
    public Response signIn() {
        String wanted = WantedPage.take(request);
        if (wanted != null) {
            return Redirect.to(settings.url(wanted));
        }
        Visitor visitor = visitors.getVisitor();
        boolean isNew = generations.listRecent(visitor.account(), null, 1).isEmpty();
        return Redirect.to(isNew ? "/welcome" : "/usage");
    }

    @GET
    @Path("register")
    public Response register() {
        return signIn();
    }

    /** Where Keycloak sends the browser back to. */
    @GET
    @Path("signin/callback")
    public Response callback() {
        return signIn();
    }
}
