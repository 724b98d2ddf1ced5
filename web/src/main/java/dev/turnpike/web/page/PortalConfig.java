package dev.turnpike.web.page;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the settings of the pages from the environment. */
public final class PortalConfig {

    private static final List<URI> STRIPE =
            List.of(
                    URI.create("https://checkout.stripe.com"),
                    URI.create("https://billing.stripe.com"));

    @Produces
    @Singleton
    static PortalSettings settings() {
        Config config = ConfigProvider.getConfig();
        String sandbox =
                config.getOptionalValue("turnpike.stripe.api.base", String.class).orElse("");
        return new PortalSettings(
                URI.create(withoutSlash(config.getValue("turnpike.public.url", String.class))),
                URI.create(withoutSlash(config.getValue("turnpike.oidc.issuer", String.class))),
                sandbox.isBlank() ? STRIPE : List.of(URI.create(sandbox)),
                !sandbox.isBlank());
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
