package dev.turnpike.api;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * The settings of an installation, without the server that reads them; found as a service. What is
 * not said here can be said by a property of the machine, as everywhere.
 */
public final class FixedConfig extends ConfigProviderResolver implements Config {

    /** Where this installation is for its users. */
    public static final String PUBLIC_URL = "https://gateway.example";

    private static final Map<String, String> SETTINGS = Map.of("turnpike.public.url", PUBLIC_URL);

    @Override
    public Config getConfig() {
        return this;
    }

    @Override
    public Config getConfig(ClassLoader loader) {
        return this;
    }

    @Override
    public <T> T getValue(String name, Class<T> type) {
        return getOptionalValue(name, type).orElseThrow(() -> new NoSuchElementException(name));
    }

    @Override
    public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
        return Optional.ofNullable(SETTINGS.get(name))
                .or(() -> Optional.ofNullable(System.getProperty(name)))
                .map(type::cast);
    }

    @Override
    public Iterable<String> getPropertyNames() {
        return SETTINGS.keySet();
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
        return List.of();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public ConfigValue getConfigValue(String name) {
        throw fixed();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw fixed();
    }

    @Override
    public ConfigBuilder getBuilder() {
        throw fixed();
    }

    @Override
    public void registerConfig(Config config, ClassLoader loader) {
        throw fixed();
    }

    @Override
    public void releaseConfig(Config config) {
        throw fixed();
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("These settings are fixed");
    }
}
