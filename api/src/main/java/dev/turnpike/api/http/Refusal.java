package dev.turnpike.api.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Ends a resource method with an error body: the way of JAX-RS to say no. */
public class Refusal extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    public Refusal(ApiError error) {
        super(error.message(), response(error));
    }

    static Response response(ApiError error) {
        Response.ResponseBuilder builder =
                Response.status(error.status())
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(error.toBytes());
        error.headers().forEach(builder::header);
        return builder.build();
    }
}
