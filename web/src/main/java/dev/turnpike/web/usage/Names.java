package dev.turnpike.web.usage;

import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.web.catalog.ProviderNames;
import java.util.List;

/** What the keys and the providers of an account's calls are called. */
public record Names(List<ApiKey> keys, ProviderNames providers) {

    public Names {
        keys = List.copyOf(keys);
    }

    String key(ApiKeyId id) {
        return keys.stream()
                .filter(key -> key.id().equals(id))
                .map(ApiKey::name)
                .findFirst()
                .orElse("");
    }

    String provider(String slug) {
        return providers.of(slug);
    }
}
