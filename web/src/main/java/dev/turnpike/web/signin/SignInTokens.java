package dev.turnpike.web.signin;

import dev.turnpike.billing.accounts.Identity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.identitystore.openid.IdentityToken;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Keycloak told about the person who signed in. */
@Singleton
public class SignInTokens {

    /** The claim in which the realm's mapper lists the roles of a person. */
    private static final String ROLES = "groups";

    private static final String OPERATOR = "operator";

    private final OpenIdContext context;

    /** The context that is injected is a stand-in for the one of the running request. */
    @Inject
    public SignInTokens(OpenIdContext context) {
        this.context = context;
    }

    /** The person, from the claims of the identity token: the only ones that are always there. */
    Optional<Identity> findIdentity() {
        return findToken().map(token -> identity(token.getClaims()));
    }

    /** Whether the person has the role of an operator in the realm. */
    boolean isOperator() {
        return findToken().map(token -> isOperator(token.getClaims())).orElse(false);
    }

    /** Where Keycloak ends its own session, and from where it sends the browser back. */
    URI logoutPage(URI issuer, URI back) {
        String hint = findToken().map(token -> "&id_token_hint=" + token.getToken()).orElse("");
        return URI.create(
                issuer
                        + "/protocol/openid-connect/logout?post_logout_redirect_uri="
                        + URLEncoder.encode(back.toString(), StandardCharsets.UTF_8)
                        + hint);
    }

    private Optional<IdentityToken> findToken() {
        @Nullable IdentityToken token = context.getIdentityToken();
        return Optional.ofNullable(token).filter(known -> known.getClaims() != null);
    }

    static Identity identity(Map<String, Object> claims) {
        return new Identity(text(claims, "sub"), text(claims, "email"), text(claims, "name"));
    }

    static boolean isOperator(Map<String, Object> claims) {
        return claims.get(ROLES) instanceof Collection<?> roles && roles.contains(OPERATOR);
    }

    private static String text(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String value ? value : "";
    }
}
