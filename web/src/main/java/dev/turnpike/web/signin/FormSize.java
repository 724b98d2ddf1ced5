package dev.turnpike.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Turns away bodies that are larger than any form of ours. The server makes room for a form as a
 * whole before it reads it, for whoever says so, and does that for the first question about a
 * parameter: nobody may have asked before.
 */
final class FormSize {

    /** Bytes: a bill of two million characters as browsers send it, with room to spare. */
    static final long MOST = 16L << 20;

    private FormSize() {}

    /** With which status the request is to be refused; 0 when it is not. */
    static int refusal(HttpServletRequest request) {
        if (request.getContentLengthLong() > MOST) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
        // Browsers always say how large a form is.
        return request.getHeader("Transfer-Encoding") == null
                ? 0
                : HttpServletResponse.SC_LENGTH_REQUIRED;
    }
}
