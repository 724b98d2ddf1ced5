package dev.turnpike.billing.pricelists.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.ListRow;
import dev.turnpike.billing.pricelists.ListedPrice;
import dev.turnpike.billing.pricelists.PriceList;
import dev.turnpike.billing.pricelists.PriceListReader.Reading;
import dev.turnpike.billing.pricelists.RowName;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Small lists for tests; single quotes stand for double ones. */
final class Lists {

    static final LocalDate TODAY = LocalDate.of(2026, 8, 1);

    private Lists() {}

    static Reading reading(ListFormat format, String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new JsonPriceLists().read(format, bytes, TODAY);
    }

    static PriceList read(ListFormat format, String json) {
        Reading reading = reading(format, json);
        assertThat(reading).isInstanceOf(Reading.Read.class);
        return ((Reading.Read) reading).list();
    }

    static String unreadable(ListFormat format, String json) {
        Reading reading = reading(format, json);
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
        return ((Reading.Unreadable) reading).reason();
    }

    static ListedPrice price(PriceList list, String provider, String model) {
        ListRow row = list.find(RowName.ofProvider(provider, model)).orElseThrow();
        assertThat(row).isInstanceOf(ListRow.Priced.class);
        return ((ListRow.Priced) row).price();
    }

    static String refusal(PriceList list, String provider, String model) {
        ListRow row = list.find(RowName.ofProvider(provider, model)).orElseThrow();
        assertThat(row).isInstanceOf(ListRow.Refused.class);
        return ((ListRow.Refused) row).reason();
    }
}
