package dev.turnpike.web.signin;

import dev.turnpike.web.page.PortalSettings;
import dev.turnpike.web.page.Redirect;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Lets people out, here and at Keycloak: on a shared machine the next person must not get in. */
@Path("/signout")
@Singleton
public class SignOutPage {

    private final HttpServletRequest request;
    private final SignInTokens tokens;
    private final PortalSettings settings;

    @Inject
    public SignOutPage(HttpServletRequest request, SignInTokens tokens, PortalSettings settings) {
        this.request = request;
        this.tokens = tokens;
        this.settings = settings;
    }

    /**
     * Ends the session and leads the browser through Keycloak's sign-out back to the first page.
     * Keycloak is told who leaves, or else it would ask the visitor for a confirmation.
     */
    @POST
    public Response create() {
        URI page = tokens.logoutPage(settings.issuer(), settings.url("/"));
        try {
            request.logout();
        } catch (ServletException e) {
            throw new IllegalStateException("The server could not sign the visitor out", e);
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        return Redirect.to(page);
    }

    /** Somebody who typed the address; signing out needs the button, so that no link can do it. */
    @GET
    public Response show() {
        return Redirect.to("/");
    }
}
