package dev.turnpike.api.http;

import org.eclipse.microprofile.config.ConfigProvider;

/** Where people read what an error means and what to do: a page of the portal. */
final class ErrorDocs {

    private static final String PATH = "/docs/errors";

    /**
     * Absolute, because errors are read in logs and terminals, far from the site they came from.
     */
    private static final String PAGE = publicUrl() + PATH;

    private ErrorDocs() {}

    /** The paragraph about errors of this type. */
    static String url(ErrorType type) {
        return PAGE + "#" + type.anchor();
    }

    private static String publicUrl() {
        // Not worth a failure while failing: without the setting the address begins at the root.
        String url =
                ConfigProvider.getConfig()
                        .getOptionalValue("turnpike.public.url", String.class)
                        .orElse("");
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
