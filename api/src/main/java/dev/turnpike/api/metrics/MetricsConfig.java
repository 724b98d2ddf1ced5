package dev.turnpike.api.metrics;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the settings of this package from the environment. */
public final class MetricsConfig {

    @Produces
    @Singleton
    MetricsSettings metrics() {
        return new MetricsSettings(
                ConfigProvider.getConfig()
                        .getOptionalValue("turnpike.metrics.token", String.class)
                        .map(String::strip)
                        .filter(token -> !token.isEmpty())
                        .orElse(null));
    }
}
