package dev.turnpike.web.signin;

import dev.turnpike.web.page.ErrorPages;
import dev.turnpike.web.page.Page;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** For who comes back from Keycloak with an answer that is not, or no longer, of use. */
@Path("/signin/unfinished")
@Singleton
public class UnfinishedSignInPage {

    static final String PATH = "/signin/unfinished";

    @GET
    public Page show() {
        return ErrorPages.SIGN_IN_UNFINISHED;
    }
}
