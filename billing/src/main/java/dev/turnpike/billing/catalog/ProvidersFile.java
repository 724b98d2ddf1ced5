package dev.turnpike.billing.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code providers.tsv}: who runs models, where, and under which terms. */
final class ProvidersFile {

    static final String NAME = "providers.tsv";

    static final List<String> COLUMNS =
            List.of(
                    "slug",
                    "name",
                    "protocol",
                    "base_url",
                    "max_tokens_field",
                    "headquarters",
                    "privacy_policy_url",
                    "terms_of_service_url",
                    "status_page_url",
                    "regions",
                    "data_policy",
                    "simulated",
                    "notes",
                    "source",
                    "source_date");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Z][A-Z0-9_]*)}");
    private static final Pattern BASE_URL = Pattern.compile("https?://[^\\s{}]+[^/\\s{}]");

    private final Map<String, String> placeholders;
    private final List<Provider> providers = new ArrayList<>();
    private final Set<String> slugs = new HashSet<>();

    private ProvidersFile(Map<String, String> placeholders) {
        this.placeholders = placeholders;
    }

    static ProvidersFile parse(String text, Map<String, String> placeholders) {
        ProvidersFile file = new ProvidersFile(placeholders);
        CatalogFile.rows(NAME, text, COLUMNS).forEach(file::add);
        return file;
    }

    /** Those whose address is known; a provider whose setting is empty is left out. */
    List<Provider> providers() {
        return providers;
    }

    /** All slugs of the file, those that were left out included. */
    Set<String> slugs() {
        return slugs;
    }

    private void add(CatalogRow row) {
        if (!slugs.add(row.text("slug"))) {
            throw row.wrong("slug", "appears twice: " + row.text("slug"));
        }
        findBaseUrl(row).map(baseUrl -> provider(row, baseUrl)).ifPresent(providers::add);
    }

    private Optional<String> findBaseUrl(CatalogRow row) {
        String template = row.text("base_url");
        Matcher matcher = PLACEHOLDER.matcher(template);
        String baseUrl = template;
        while (matcher.find()) {
            String value = placeholders.getOrDefault(matcher.group(1), "").strip();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            String trimmed = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
            baseUrl = baseUrl.replace(matcher.group(), trimmed);
        }
        if (!BASE_URL.matcher(baseUrl).matches()) {
            throw row.wrong("base_url", "is no address without trailing slash: " + baseUrl);
        }
        return Optional.of(baseUrl);
    }

    private static Provider provider(CatalogRow row, String baseUrl) {
        return new Provider(
                row.text("slug"),
                row.text("name"),
                protocol(row),
                baseUrl,
                maxTokensField(row),
                row.find("headquarters"),
                row.find("privacy_policy_url"),
                row.find("terms_of_service_url"),
                row.find("status_page_url"),
                row.list("regions"),
                row.list("data_policy"),
                row.yes("simulated"),
                row.find("notes"),
                row.text("source"),
                row.date("source_date"));
    }

    private static Protocol protocol(CatalogRow row) {
        String code = row.text("protocol");
        return Arrays.stream(Protocol.values())
                .filter(protocol -> protocol.code().equals(code))
                .findAny()
                .orElseThrow(() -> row.wrong("protocol", "is openai or anthropic, not " + code));
    }

    private static MaxTokensField maxTokensField(CatalogRow row) {
        String name = row.text("max_tokens_field");
        return Arrays.stream(MaxTokensField.values())
                .filter(field -> field.wireName().equals(name))
                .findAny()
                .orElseThrow(
                        () ->
                                row.wrong(
                                        "max_tokens_field",
                                        "is max_tokens or max_completion_tokens, not " + name));
    }
}
