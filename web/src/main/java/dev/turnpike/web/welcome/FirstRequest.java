package dev.turnpike.web.welcome;

import dev.turnpike.web.catalog.Showcase;
import dev.turnpike.web.page.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Writes the request that a new customer sends first. */
@Singleton
public class FirstRequest {

    private static final String PLACEHOLDER = "$TURNPIKE_API_KEY";
    private static final String BODY =
            """
            {"model": "{model}", "messages": [{"role": "user", "content": "Say hello to Turnpike."}]}\
            """;
    private static final String CURL =
            """
            curl {apiBase}/chat/completions \\
              -H "Authorization: Bearer {key}" \\
              -H "Content-Type: application/json" \\
              -d '{body}'""";

    private final Showcase showcase;
    private final PortalSettings settings;

    @Inject
    public FirstRequest(Showcase showcase, PortalSettings settings) {
        this.showcase = showcase;
        this.settings = settings;
    }

    /**
     * The request, ready to be sent.
     *
     * @param model empty when no provider is connected yet: then there is nobody to send it to
     */
    public record Ready(String model, String body, String curl) {}

    /** With this key in it, or a placeholder when there is none to show. */
    Ready forKey(String secret) {
        return ready(showcase.firstModel(), settings.apiBase(), secret);
    }

    static Ready ready(String model, String apiBase, String secret) {
        String body = BODY.replace("{model}", model);
        String curl =
                CURL.replace("{apiBase}", apiBase)
                        .replace("{key}", secret.isEmpty() ? PLACEHOLDER : secret)
                        .replace("{body}", body);
        return new Ready(model, body, curl);
    }
}
