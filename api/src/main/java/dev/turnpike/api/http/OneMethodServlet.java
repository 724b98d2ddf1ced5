package dev.turnpike.api.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Knows one method; whoever uses another one reads our error, and not the server's own page. */
public abstract class OneMethodServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final String method;

    protected OneMethodServlet(String method) {
        this.method = method;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (isKnown(request.getMethod())) {
            super.service(request, response);
        } else {
            ApiError.of(
                            ErrorType.METHOD_NOT_ALLOWED,
                            "Send a %s: this address knows no other method.".formatted(method))
                    .withHeader("Allow", isRead() ? "GET, HEAD" : method)
                    .writeTo(response);
        }
    }

    /** What can be read can be asked for without its body as well. */
    private boolean isKnown(String asked) {
        return asked.equals(method) || (isRead() && asked.equals("HEAD"));
    }

    private boolean isRead() {
        return method.equals("GET");
    }
}
