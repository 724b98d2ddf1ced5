package dev.turnpike.web.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Shows what the server refused, such as an address that leads nowhere, as a page. */
@Singleton
public class HttpFaults implements ExceptionMapper<WebApplicationException> {

    /** What is here is nobody's business but the operators', and so is how it is asked for. */
    private static final String HIDDEN = "/operator/";

    private static final int MULTIPLE_CHOICES = 300;
    private static final int BAD_REQUEST = 400;

    private final HttpServletRequest request;
    private final Visitors visitors;

    @Inject
    public HttpFaults(HttpServletRequest request, Visitors visitors) {
        this.request = request;
        this.visitors = visitors;
    }

    @Override
    public Response toResponse(WebApplicationException exception) {
        Response original = exception.getResponse();
        int status = original.getStatus();
        if (status >= MULTIPLE_CHOICES && status < BAD_REQUEST) {
            return original;
        }
        return Response.ok(page(original), MediaType.TEXT_HTML_TYPE).build();
    }

    private Page page(Response original) {
        return switch (original.getStatus()) {
            case 404 -> ErrorPages.NOT_FOUND;
            case 403 -> ErrorPages.FORBIDDEN;
            case 405 ->
                    isHidden()
                            ? ErrorPages.NOT_FOUND
                            : ErrorPages.error(
                                    405,
                                    "This address does not do that",
                                    "Go back and use the buttons of the page.");
            default ->
                    ErrorPages.error(
                            original.getStatus(),
                            original.getStatusInfo().getReasonPhrase(),
                            "The request could not be understood. Go back and try again.");
        };
    }

    private boolean isHidden() {
        return request.getRequestURI().startsWith(HIDDEN)
                && !visitors.findVisitor().map(Visitor::isOperator).orElse(false);
    }
}
