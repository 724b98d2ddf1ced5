package dev.turnpike.billing.pricelists.wire;

import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.ListedPrice;
import dev.turnpike.billing.pricelists.PriceList;
import dev.turnpike.billing.pricelists.RowName;
import dev.turnpike.billing.pricelists.wire.JsonValue.Fields;
import java.util.List;
import java.util.Locale;

/** Reads {@code {"prefix/name": {"litellm_provider": …, "input_cost_per_token": …}}}. */
final class LitellmReader {

    private static final String PROVIDER = "litellm_provider";

    private final RowCollector rows = new RowCollector();

    private LitellmReader() {}

    static PriceList read(byte[] bytes) {
        LitellmReader reader = new LitellmReader();
        JsonRows.fields(bytes, reader::add);
        return reader.rows.toList(ListFormat.LITELLM);
    }

    private void add(String key, JsonValue value) {
        if (value instanceof Fields row
                && row.values().get(PROVIDER) instanceof JsonValue.Text(String provider)) {
            ProviderAliases.ofLitellm(provider)
                    .map(slug -> RowName.ofProvider(slug, name(key, provider)))
                    .ifPresentOrElse(
                            name -> rows.add(List.of(name), () -> price(row)), rows::elsewhere);
        } else {
            rows.elsewhere();
        }
    }

    private static ListedPrice price(Fields row) {
        if (row.repeated().contains(PROVIDER)) {
            throw new RefusedRowException("it names two providers");
        }
        return new LitellmRow(row).toPrice();
    }

    /** Without the provider in front; {@code amazon-nova/} stands for {@code amazon_nova}. */
    private static String name(String key, String provider) {
        String prefix = provider + "/";
        String spelled = key.toLowerCase(Locale.ROOT).replace('-', '_');
        return spelled.startsWith(prefix) ? key.substring(prefix.length()) : key;
    }
}
