package dev.turnpike.web.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/** Turns away every request that changes something and was not sent by a form of ours. */
@Singleton
public class CsrfFilter implements ContainerRequestFilter {

    private static final Set<String> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final HttpServletRequest request;
    private final CsrfToken token;

    @Inject
    public CsrfFilter(HttpServletRequest request, CsrfToken token) {
        this.request = request;
        this.token = token;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (!mayPass(context.getMethod())) {
            context.abortWith(Response.ok(ErrorPages.FORM_EXPIRED).build());
        }
    }

    /** Whether a request with this method changes nothing, or this one came from a form of ours. */
    boolean mayPass(String method) {
        // The sign-in mechanism has read the body before us: only the parameters are left of it.
        return SAFE.contains(method) || token.matches(request.getParameter(CsrfToken.FIELD));
    }
}
