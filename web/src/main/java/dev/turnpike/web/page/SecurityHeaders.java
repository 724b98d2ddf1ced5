package dev.turnpike.web.page;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells browsers what our pages never do: run foreign code, be framed, leak their address. */
@WebFilter("/*")
public class SecurityHeaders implements Filter {

    /** Read once: a filter is made by the server, which does not inject into constructors. */
    private final String policy = contentSecurityPolicy(PortalConfig.settings());

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse http = (HttpServletResponse) response;
        http.setHeader("Content-Security-Policy", policy);
        http.setHeader("X-Content-Type-Options", "nosniff");
        http.setHeader("Referrer-Policy", "same-origin");
        http.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        http.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        http.setHeader(
                "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        chain.doFilter(request, response);
    }

    /** Nothing but our own files, and forms that lead to us, to the sign-in and to the payment. */
    static String contentSecurityPolicy(PortalSettings settings) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; form-action 'self' "
                + String.join(" ", settings.formTargets())
                + "; frame-ancestors 'none'; base-uri 'none'";
    }
}
