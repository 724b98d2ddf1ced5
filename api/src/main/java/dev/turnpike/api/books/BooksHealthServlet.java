package dev.turnpike.api.books;

import dev.turnpike.api.books.BooksHealth.Report;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.http.OneMethodServlet;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where a monitor asks, without a key, whether the money is right. */
@WebServlet(urlPatterns = "/health/books")
public class BooksHealthServlet extends OneMethodServlet {

    private static final long serialVersionUID = 1L;

    /** Injected into the field because the container itself makes servlets. */
    @Inject private transient BooksHealth health;

    public BooksHealthServlet() {
        super("GET");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Report report = health.report();
        response.setStatus(report.status());
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(Json.MEDIA_TYPE);
        response.getOutputStream().write(Json.bytes(report.body()));
    }
}
