package dev.turnpike.web.signin;

import dev.turnpike.billing.accounts.Identity;
import dev.turnpike.billing.accounts.SignIn;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.page.Visitor;
import dev.turnpike.web.page.Visitors;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the account of whoever comes back from signing in, once per session. */
@SignedIn
@Singleton
@Priority(Priorities.AUTHENTICATION)
public class SignedInFilter implements ContainerRequestFilter {

    private final HttpServletRequest request;
    private final SignInTokens tokens;
    private final Visitors visitors;
    private final SignIn signIn;

    @Inject
    public SignedInFilter(
            HttpServletRequest request, SignInTokens tokens, Visitors visitors, SignIn signIn) {
        this.request = request;
        this.tokens = tokens;
        this.visitors = visitors;
        this.signIn = signIn;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            context.abortWith(Redirect.to(SignInPage.PATH));
            return;
        }
        if (isKnown(principal)) {
            return;
        }
        Optional<Identity> identity = tokens.findIdentity();
        if (identity.isEmpty()) {
            // The server knows the person from its cookie but has lost the session, after a restart
            // for instance. Without the cookie it asks Keycloak, which still knows the person.
            context.abortWith(ServerCookie.forgottenBy(Redirect.to(SignInPage.PATH)));
            return;
        }
        admit(identity.get());
    }

    private boolean isKnown(Principal principal) {
        @Nullable Visitor visitor = visitors.findVisitor().orElse(null);
        return visitor != null && visitor.member().subject().equals(principal.getName());
    }

    private void admit(Identity identity) {
        Visitor visitor = new Visitor(signIn.admit(identity), tokens.isOperator());
        // A session that somebody planted before the sign-in must not become a signed-in one.
        request.getSession(true);
        request.changeSessionId();
        visitors.remember(visitor);
    }
}
