package dev.turnpike.web.page;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The outermost edge: logs what nobody expected, once, and shows a calm page with a reference. */
@Singleton
public class Faults implements ExceptionMapper<RuntimeException> {

    private static final Logger LOG = Logger.getLogger(Faults.class.getName());

    @Override
    public Response toResponse(RuntimeException exception) {
        String reference = UUID.randomUUID().toString();
        LOG.log(Level.SEVERE, exception, () -> "A page failed. reference=" + reference);
        return Response.ok(ErrorPages.fault(reference), MediaType.TEXT_HTML_TYPE).build();
    }
}
