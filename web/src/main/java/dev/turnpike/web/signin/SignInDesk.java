package dev.turnpike.web.signin;

import dev.turnpike.web.page.PortalSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanismHandler;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition.OpenIdAuthenticationMechanism;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Stands before the sign-in mechanism, which takes every address with a {@code state} for an answer
 * of Keycloak and, where it is none, ends the request with a bare 401. Signing out is not passed on
 * to it either: it would send the browser away before {@link SignOutPage} can.
 */
@ApplicationScoped
public class SignInDesk implements HttpAuthenticationMechanismHandler {

    private final HttpAuthenticationMechanism mechanism;
    private final PortalSettings settings;

    @Inject
    public SignInDesk(
            @OpenIdAuthenticationMechanism HttpAuthenticationMechanism mechanism,
            PortalSettings settings) {
        this.mechanism = mechanism;
        this.settings = settings;
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        int tooLarge = FormSize.refusal(request);
        if (tooLarge != 0) {
            return refuse(response, tooLarge);
        }
        boolean isAnswer = SignInSettings.CALLBACK.equals(request.getRequestURI());
        if (!isAnswer && request.getParameter("state") != null) {
            return lead(response, WantedPage.withoutState(request));
        }
        if (!isAnswer && context.isProtected() && request.getUserPrincipal() == null) {
            WantedPage.remember(request);
        }
        AuthenticationStatus status = mechanism.validateRequest(request, response, context);
        // It says so when Keycloak does not confirm the answer: begun twice, or too late.
        boolean isRefused = response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED;
        return isAnswer && isRefused ? lead(response, UnfinishedSignInPage.PATH) : status;
    }

    private AuthenticationStatus lead(HttpServletResponse response, String page)
            throws AuthenticationException {
        try {
            // With our origin in front, since a path that begins with two slashes names a host.
            response.sendRedirect(settings.url(page).toString());
            return AuthenticationStatus.SEND_CONTINUE;
        } catch (IOException e) {
            throw new AuthenticationException("The visitor is gone", e);
        }
    }

    private static AuthenticationStatus refuse(HttpServletResponse response, int status)
            throws AuthenticationException {
        try {
            // Nobody reads the rest, so the connection is of no use any more.
            response.setHeader("Connection", "close");
            response.sendError(status);
            return AuthenticationStatus.SEND_CONTINUE;
        } catch (IOException e) {
            throw new AuthenticationException("The visitor is gone", e);
        }
    }

    @Override
    public AuthenticationStatus secureResponse(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        return mechanism.secureResponse(request, response, context);
    }
}
