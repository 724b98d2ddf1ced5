package dev.turnpike.web.signin;

import dev.turnpike.billing.usage.Generations;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.page.Visitor;
import dev.turnpike.web.page.Visitors;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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

    @Inject
    public SignInPage(Visitors visitors, Generations generations) {
        this.visitors = visitors;
        this.generations = generations;
    }

    @GET
    @Path("signin")
    public Response signIn() {
        Visitor visitor = visitors.getVisitor();
        boolean isNew = generations.listRecent(visitor.account(), null, 1).isEmpty();
        return Redirect.to(isNew ? "/welcome" : "/usage");
    }

    @GET
    @Path("register")
    public Response register() {
        return signIn();
    }

    /** Where Keycloak sends the browser back to; the server has usually led it on by then. */
    @GET
    @Path("signin/callback")
    public Response callback() {
        return signIn();
    }
}
