package dev.turnpike.billing.pricing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a provider serves a call: as usual, later for less, or sooner for more. */
public enum ServiceTier {
    /** As usual. Its prices are those without a tier in their condition. */
    DEFAULT,
    FLEX,
    PRIORITY;

    /** The name in files, in the API and on receipts. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tier of this name. */
    public static Optional<ServiceTier> parse(String code) {
        return Arrays.stream(values()).filter(tier -> tier.code().equals(code)).findFirst();
    }

    /**
     * The tier whose prices a call pays. Nobody pays those of a tier that was not asked for; and
     * whoever was served as usual instead pays as usual.
     *
     * @param asked null when the caller asked for none
     * @param served in the provider's words; null when it did not say, which is taken for assent
     */
    public static @Nullable ServiceTier billed(
            @Nullable ServiceTier asked, @Nullable String served) {
        return asked == null || served == null || served.equals(asked.code()) ? asked : DEFAULT;
    }
}
