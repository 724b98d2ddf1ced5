package dev.turnpike.api.http;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Gives everything that a resource throws the one error body; nobody sees a stack trace. */
@Provider
public class FaultMapper implements ExceptionMapper<RuntimeException> {

    private static final Logger LOG = System.getLogger(FaultMapper.class.getName());
    private static final int SERVER_ERRORS = 500;

    @Context
    @SuppressWarnings("NullAway.Init") // The server sets it before it maps the first fault.
    private UriInfo uri;

    @Override
    public Response toResponse(RuntimeException fault) {
        return switch (fault) {
            case Refusal refusal -> refusal.getResponse();
            case NotFoundException _ -> Refusal.response(UnknownAddress.error(path()));
            case NotAllowedException _ ->
                    Refusal.response(
                            ApiError.of(
                                    ErrorType.METHOD_NOT_ALLOWED,
                                    "This address does not know this method."));
            case WebApplicationException other
                    when other.getResponse().getStatus() < SERVER_ERRORS ->
                    Refusal.response(
                            ApiError.of(
                                    ErrorType.INVALID_REQUEST,
                                    "This address does not take this request."));
            default -> {
                LOG.log(Level.ERROR, "A request failed within the gateway.", fault);
                yield Refusal.response(Apology.of(fault));
            }
        };
    }

    private String path() {
        return uri.getRequestUri().getRawPath();
    }
}
