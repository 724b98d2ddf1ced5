package dev.turnpike.web.signin;

import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

/**
 * The server's own sign-in cookie. It only says who somebody is; without a session, {@link
 * SignedInFilter} asks Keycloak again, so the cookie alone opens nothing.
 */
final class ServerCookie {

    /** As server.xml names it. */
    private static final String NAME = "turnpike_sign_in";

    private ServerCookie() {}

    /** The same response, after which the browser no longer has the cookie. */
    static Response forgottenBy(Response response) {
        NewCookie nothing = new NewCookie.Builder(NAME).path("/").maxAge(0).httpOnly(true).build();
        return Response.fromResponse(response).cookie(nothing).build();
    }
}
