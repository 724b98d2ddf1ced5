package dev.turnpike.billing.pricelists;

import java.util.Arrays;
import java.util.Optional;

/**
 * The formats of public price lists that we read; each of them has one publisher.
 *
 * <p>So two copies of one list are never taken for two sources.
 */
public enum ListFormat {
    /** Providers with their models, dollars per million tokens. */
    GENAI_PRICES("genai-prices"),
    /** A map of models with many cost fields, dollars per token. */
    LITELLM("litellm"),
    /** The answer of {@code /models}: dollars per token, as text. */
    OPENROUTER("openrouter");

    private final String code;

    ListFormat(String code) {
        this.code = code;
    }

    /** The name in settings, in sources of price editions and on pages. */
    public String code() {
        return code;
    }

    public static Optional<ListFormat> find(String code) {
        return Arrays.stream(values()).filter(format -> format.code.equals(code)).findAny();
    }
}
