package dev.turnpike.web.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;

/**
 * What was typed into the form of this request, or is asked for by the query of its address.
 *
 * <p>Read from the request's parameters and not from its body, because the sign-in mechanism has
 * consumed the body by then.
 */
@Singleton
public class Fields {

    private final HttpServletRequest request;

    @Inject
    public Fields(HttpServletRequest request) {
        this.request = request;
    }

    /** The text of this field without blanks around it; empty when there was none. */
    public String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }
}
