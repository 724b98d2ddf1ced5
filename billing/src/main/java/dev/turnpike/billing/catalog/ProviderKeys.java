package dev.turnpike.billing.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The operator's keys at the model providers; a provider with a key is connected.
 *
 * <p>A key is the setting {@code TURNPIKE_PROVIDER_<SLUG>_KEY}, or else the content of a file that
 * is named like the provider in the folder {@code TURNPIKE_PROVIDER_KEYS_DIR}.
 */
@Singleton
public class ProviderKeys {

    /** How soon a key that was added, changed or taken away is noticed. */
    private static final Duration TRUST = Duration.ofSeconds(2);

    private final Config config = ConfigProvider.getConfig();
    private final Cache<String, Optional<String>> cache =
            Caffeine.newBuilder().expireAfterWrite(TRUST).build();

    @Inject
    public ProviderKeys() {}

    /** The key for this provider. A new file connects its provider without a restart. */
    public Optional<String> find(String slug) {
        return cache.get(slug, this::read);
    }

    private Optional<String> read(String slug) {
        String setting =
                "turnpike.provider." + slug.toLowerCase(Locale.ROOT).replace('-', '.') + ".key";
        return config.getOptionalValue(setting, String.class)
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .or(() -> inFile(slug));
    }

    private Optional<String> inFile(String slug) {
        return config.getOptionalValue("turnpike.provider.keys.dir", String.class)
                .map(folder -> Path.of(folder).resolve(slug))
                .filter(Files::isRegularFile)
                .map(ProviderKeys::content)
                .filter(key -> !key.isEmpty());
    }

    private static String content(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the provider key in " + file, e);
        }
    }
}
