package dev.turnpike.web.page;

import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Sends the browser to the page that shows what was done, so that reloading does nothing twice. */
public final class Redirect {

    private Redirect() {}

    public static Response to(String path) {
        return to(URI.create(path));
    }

    public static Response to(URI address) {
        return Response.seeOther(address).header("Cache-Control", "no-store").build();
    }
}
