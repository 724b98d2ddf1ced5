package dev.turnpike.web.credits;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads from the environment who sells. */
public final class SellerConfig {

    @Produces
    @Singleton
    static Seller seller() {
        Config config = ConfigProvider.getConfig();
        return Seller.of(
                config.getOptionalValue("turnpike.seller.name", String.class)
                        .orElse(Seller.UNNAMED),
                config.getOptionalValue("turnpike.seller.address", String.class).orElse(""));
    }
}
