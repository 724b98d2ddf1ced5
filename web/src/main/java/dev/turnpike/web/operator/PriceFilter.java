package dev.turnpike.web.operator;

import dev.turnpike.billing.catalog.PricedOffer;
import dev.turnpike.web.page.Fields;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which offers to show, as the address says it; empty texts choose all.
 *
 * @param query a part of the offer's id
 * @param show {@code waiting} for those with a proposal, or nothing
 */
public record PriceFilter(String query, String show) {

    private static final String WAITING = "waiting";

    static PriceFilter read(Fields fields) {
        return new PriceFilter(fields.text("q"), fields.text("show"));
    }

    /** Whether it leaves anything out. */
    public boolean isActive() {
        return !query.isEmpty() || !show.isEmpty();
    }

    public boolean isWaiting() {
        return show.equals(WAITING);
    }

    /** The address of a page of the offers that are shown. */
    public String address(int page) {
        return PricesPage.PATH
                + "?q="
                + URLEncoder.encode(query, StandardCharsets.UTF_8)
                + (isWaiting() ? "&show=" + WAITING : "")
                + "&page="
                + page;
    }

    List<PricedOffer> apply(List<PricedOffer> offers, Set<String> waiting) {
        String needle = query.toLowerCase(Locale.ROOT);
        return offers.stream()
                .filter(it -> it.offer().id().toLowerCase(Locale.ROOT).contains(needle))
                .filter(it -> !isWaiting() || waiting.contains(it.offer().id()))
                .toList();
    }
}
