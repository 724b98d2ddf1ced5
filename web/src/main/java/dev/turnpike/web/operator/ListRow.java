package dev.turnpike.web.operator;

import dev.turnpike.billing.pricelists.ListState;
import dev.turnpike.billing.pricelists.PriceListSettings;
import dev.turnpike.web.page.Moment;
import org.jspecify.annotations.Nullable;

/** A price list that is fetched, as its row shows it. */
public record ListRow(
        String list, String place, @Nullable Moment fetchedAt, String hash, String failure) {

    private static final int SHORT = 16;

    static ListRow of(ListState state, PriceListSettings settings) {
        String hash = state.hash();
        String failure =
                settings.isSet(state.format(), state.place())
                        ? state.failure()
                        : "it is set no more, and does not count";
        return new ListRow(
                state.format().code(),
                state.place(),
                Moment.ofNullable(state.fetchedAt()),
                hash == null ? "–" : hash.substring(0, SHORT),
                failure == null ? "" : failure);
    }
}
