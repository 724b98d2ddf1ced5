package dev.turnpike.web.docs;

import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Where {@code docs_url} in an error of the API leads: what it means and what to do. */
@Path("/docs/errors")
@Singleton
@Produces(MediaType.TEXT_HTML)
public class ErrorsPage {

    private final ErrorList errors;
    private final PortalSettings settings;

    @Inject
    public ErrorsPage(ErrorList errors, PortalSettings settings) {
        this.errors = errors;
        this.settings = settings;
    }

    @GET
    public Page show() {
        return Page.of("docs/errors", "Errors of the API", Section.NONE)
                .with("errors", errors.entries())
                .with("example", example());
    }

    private String example() {
        return """
        {"error": {
          "code": 401,
          "message": "This API key was revoked: create another one.",
          "metadata": {
            "error_type": "authentication",
            "docs_url": "%s"}}}"""
                .formatted(settings.url("/docs/errors#authentication"));
    }
}
