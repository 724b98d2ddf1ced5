package dev.turnpike.billing.pricelists.wire;

import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.PriceList;
import dev.turnpike.billing.pricelists.RowName;
import dev.turnpike.billing.pricelists.wire.JsonValue.Fields;
import dev.turnpike.billing.pricelists.wire.JsonValue.Items;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code [{"id": provider, "models": [{"id": …, "match": …, "prices": …}]}]}.
 *
 * <p>Rules that match parts of names ({@code contains}, {@code starts_with}) are left out: they
 * take in models that the list's authors have not seen.
 */
final class GenaiPricesReader {

    private final RowCollector rows = new RowCollector();
    private final LocalDate today;

    private GenaiPricesReader(LocalDate today) {
        this.today = today;
    }

    static PriceList read(byte[] bytes, LocalDate today) {
        GenaiPricesReader reader = new GenaiPricesReader(today);
        JsonRows.items(bytes, reader::addProvider);
        return reader.rows.toList(ListFormat.GENAI_PRICES);
    }

    private void addProvider(JsonValue value) {
        if (!(value instanceof Fields provider)
                || !(provider.values().get("id") instanceof JsonValue.Text(String id))) {
            throw new UnreadableListException("a provider has no id");
        }
        Optional<String> slug = ProviderAliases.ofGenaiPrices(id);
        if (!(provider.values().get("models") instanceof Items(var models))) {
            if (slug.isPresent()) {
                throw new UnreadableListException(id + " has no models");
            }
            rows.elsewhere();
            return;
        }
        for (JsonValue model : models) {
            if (slug.isPresent() && model instanceof Fields fields) {
                addModel(slug.get(), fields);
            } else {
                rows.elsewhere();
            }
        }
    }

    private void addModel(String provider, Fields model) {
        Set<RowName> names = new LinkedHashSet<>();
        if (model.values().get("id") instanceof JsonValue.Text(String id)) {
            names.add(RowName.ofProvider(provider, id));
        }
        addExactNames(provider, model.values().get("match"), names);
        rows.add(names, () -> GenaiPricesRow.price(model.find("prices"), today));
    }

    private static void addExactNames(
            String provider, @Nullable JsonValue match, Set<RowName> names) {
        if (!(match instanceof Fields rule)) {
            return;
        }
        if (rule.values().get("equals") instanceof JsonValue.Text(String name)) {
            names.add(RowName.ofProvider(provider, name));
        }
        if (rule.values().get("or") instanceof Items(var rules)) {
            rules.forEach(each -> addExactNames(provider, each, names));
        }
    }
}
