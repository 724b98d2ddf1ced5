package dev.turnpike.billing.pricelists.wire;

import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.PriceList;
import dev.turnpike.billing.pricelists.RowName;
import dev.turnpike.billing.pricelists.wire.JsonValue.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code {"prefix/name": {"litellm_provider": …, "input_cost_per_token": …}}}. */
final class LitellmReader {

    private final RowCollector rows = new RowCollector();

    private LitellmReader() {}

    static PriceList read(byte[] bytes) {
        LitellmReader reader = new LitellmReader();
        JsonRows.fields(bytes, reader::add);
        return reader.rows.toList(ListFormat.LITELLM);
    }

    private void add(String key, JsonValue value) {
        Optional<String> slug = findProvider(value);
        if (slug.isPresent() && value instanceof Fields row) {
            RowName name = RowName.ofProvider(slug.get(), name(key, row));
            rows.add(List.of(name), () -> new LitellmRow(row).toPrice());
        } else {
            rows.elsewhere();
        }
    }

    private static Optional<String> findProvider(JsonValue value) {
        return value instanceof Fields row
                        && row.values().get("litellm_provider")
                                instanceof JsonValue.Text(String name)
                ? ProviderAliases.ofLitellm(name)
                : Optional.empty();
    }

    /** Without the provider in front; {@code amazon-nova/} stands for {@code amazon_nova}. */
    private static String name(String key, Fields row) {
        String prefix = row.text("litellm_provider") + "/";
        String spelled = key.toLowerCase(Locale.ROOT).replace('-', '_');
        return spelled.startsWith(prefix) ? key.substring(prefix.length()) : key;
    }
}
