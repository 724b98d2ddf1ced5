package dev.turnpike.web.signin;

import dev.turnpike.web.page.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.microprofile.config.ConfigProvider;

/** How this installation introduces itself to Keycloak; read by the sign-in mechanism by name. */
@Named
@Singleton
public class SignInSettings {

    static final String CALLBACK = "/signin/callback";
    static final String REGISTER = "/register";

    private final PortalSettings portal;
    private final HttpServletRequest request;

    @Inject
    public SignInSettings(PortalSettings portal, HttpServletRequest request) {
        this.portal = portal;
        this.request = request;
    }

    public String getIssuer() {
        return portal.issuer().toString();
    }

    public String getCallback() {
        return portal.url(CALLBACK).toString();
    }

    public String getClientId() {
        return setting("turnpike.oidc.client.id");
    }

    public String getClientSecret() {
        return setting("turnpike.oidc.client.secret");
    }

    /** Asked for at every sign-in: whoever comes to register sees that form first. */
    public String[] getExtraParameters() {
        return REGISTER.equals(request.getRequestURI())
                ? new String[] {"prompt=create"}
                : new String[0];
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
