package dev.turnpike.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page that somebody asked for who had to sign in first. */
final class WantedPage {

    private static final String ATTRIBUTE = "dev.turnpike.web.signin.wanted";

    private WantedPage() {}

    /** Keeps the address of a page in the session; a form that was sent is not sent again. */
    static void remember(HttpServletRequest request) {
        boolean isPage = "GET".equals(request.getMethod());
        if (isPage && !SignInPage.isDoor(request.getRequestURI())) {
            request.getSession(true).setAttribute(ATTRIBUTE, address(request, ""));
        }
    }

    /** Tells once which page was asked for. */
    static @Nullable String take(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String page)) {
            return null;
        }
        session.removeAttribute(ATTRIBUTE);
        return page;
    }

    /** The address of the request, less a parameter that no page of ours has. */
    static String withoutState(HttpServletRequest request) {
        return address(request, "state");
    }

    private static String address(HttpServletRequest request, String unwanted) {
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        String kept =
                Arrays.stream(query.split("&"))
                        .filter(pair -> !pair.isEmpty())
                        .filter(pair -> !pair.split("=", 2)[0].equals(unwanted))
                        .collect(Collectors.joining("&"));
        return kept.isEmpty() ? request.getRequestURI() : request.getRequestURI() + "?" + kept;
    }
}
