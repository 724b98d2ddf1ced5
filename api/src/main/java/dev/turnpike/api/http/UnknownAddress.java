package dev.turnpike.api.http;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers at every address that nothing else answers at, so that a program with a wrong base
 * address reads why, and not the server's own page.
 */
@WebServlet(urlPatterns = "/")
public class UnknownAddress extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Longer than any address of ours; the rest of a wrong one tells nothing. */
    private static final int MAX_PATH = 200;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        error(request.getRequestURI()).writeTo(response);
    }

    /** What is said of this address; also where something is that is nobody's business. */
    public static ApiError error(String path) {
        return ApiError.of(
                ErrorType.NOT_FOUND,
                "There is nothing at %s: calls go to /api/v1, such as POST /api/v1/chat/completions. See %s."
                        .formatted(
                                path.substring(0, Math.min(path.length(), MAX_PATH)),
                                ErrorDocs.url(ErrorType.NOT_FOUND)));
    }
}
