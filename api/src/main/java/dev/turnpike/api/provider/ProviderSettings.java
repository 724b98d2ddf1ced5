package dev.turnpike.api.provider;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The settings of this package, from the environment. */
public final class ProviderSettings {

    /** Reasoning models think for some seconds before they write; half a minute is long for all. */
    private static final long FIRST_TOKEN_MILLIS = 30_000;

    private static final long BETWEEN_TOKENS_MILLIS = 60_000;

    /** A long answer that is not streamed takes minutes. */
    private static final long WHOLE_REPLY_MILLIS = 300_000;

    private final Config config = ConfigProvider.getConfig();

    @Produces
    @Singleton
    UpstreamSettings upstream() {
        return new UpstreamSettings(
                millis("turnpike.first.token.timeout.millis", FIRST_TOKEN_MILLIS),
                millis("turnpike.between.tokens.timeout.millis", BETWEEN_TOKENS_MILLIS),
                millis("turnpike.reply.timeout.millis", WHOLE_REPLY_MILLIS));
    }

    private Duration millis(String name, long otherwise) {
        return Duration.ofMillis(config.getOptionalValue(name, Long.class).orElse(otherwise));
    }
}
