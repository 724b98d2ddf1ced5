package dev.turnpike.billing.catalog;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A company, or our own sandbox, that runs models for us: where to call it and what it discloses.
 *
 * @param slug the short name in routing preferences, settings and offer ids
 * @param baseUrl without a trailing slash; settings are already filled in
 * @param headquarters ISO 3166 country code of two letters
 * @param regions where requests are processed, as far as known
 * @param dataPolicy what the provider says that it does with prompts, e.g. {@code trains=no}
 * @param simulated true when no model answers
 * @param source where these facts were read
 */
public record Provider(
        String slug,
        String name,
        Protocol protocol,
        String baseUrl,
        MaxTokensField maxTokensField,
        @Nullable String headquarters,
        @Nullable String privacyPolicyUrl,
        @Nullable String termsOfServiceUrl,
        @Nullable String statusPageUrl,
        List<String> regions,
        List<String> dataPolicy,
        boolean simulated,
        @Nullable String notes,
        String source,
        LocalDate sourceDate) {

    public Provider {
        regions = List.copyOf(regions);
        dataPolicy = List.copyOf(dataPolicy);
    }
}
