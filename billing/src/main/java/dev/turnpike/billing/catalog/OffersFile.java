package dev.turnpike.billing.catalog;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code offers.tsv}: which provider sells which model, and at what price. */
final class OffersFile {

    static final String NAME = "offers.tsv";

    static final List<String> COLUMNS =
            Stream.of(
                            Stream.of(
                                    "model",
                                    "provider",
                                    "upstream_model",
                                    "context_length",
                                    "max_output_tokens",
                                    "quantization",
                                    "capabilities"),
                            Arrays.stream(TokenClass.values()).map(TokenClass::code),
                            Stream.of("source", "source_date"))
                    .flatMap(columns -> columns)
                    .toList();

    private OffersFile() {}

    /**
     * All offers in the order of the file, those of left-out providers included.
     *
     * @param variants the text of the file that says when they cost something else
     */
    static List<OfferRow> parse(String text, String variants, Set<String> providerSlugs) {
        VariantsFile others = VariantsFile.parse(variants);
        List<OfferRow> offers =
                CatalogFile.rows(NAME, text, COLUMNS).stream()
                        .map(row -> new OfferRow(row, others.of(id(row))))
                        .toList();
        Set<String> ids = new HashSet<>();
        for (OfferRow offer : offers) {
            if (!providerSlugs.contains(offer.providerSlug())) {
                throw offer.row().wrong("provider", "is not in " + ProvidersFile.NAME);
            }
            if (!ids.add(id(offer.row()))) {
                throw offer.row().wrong("provider", "offers " + offer.modelId() + " twice");
            }
        }
        others.checkAllAreOf(ids);
        return offers;
    }

    /** {@code model@provider} of a row of this file or that of the variants. */
    static String id(CatalogRow row) {
        return row.text("model") + "@" + row.text("provider");
    }

    /** The prices that a row names. */
    static Map<TokenClass, UnitPrice> prices(CatalogRow row) {
        Map<TokenClass, UnitPrice> prices = new EnumMap<>(TokenClass.class);
        for (TokenClass tokenClass : TokenClass.values()) {
            Long picos = row.findPicos(tokenClass.code());
            if (picos != null) {
                prices.put(tokenClass, new UnitPrice(picos));
            }
        }
        return prices;
    }

    static Map<String, List<OfferRow>> byModel(List<OfferRow> offers) {
        Map<String, List<OfferRow>> byModel = new LinkedHashMap<>();
        for (OfferRow offer : offers) {
            byModel.computeIfAbsent(offer.modelId(), id -> new ArrayList<>()).add(offer);
        }
        return byModel;
    }

    /** A row that becomes an offer once its provider is known. */
    record OfferRow(CatalogRow row, List<VariantsFile.Row> variants) {

        String modelId() {
            return row.text("model");
        }

        String providerSlug() {
            return row.text("provider");
        }

        Offer by(Provider provider) {
            return new Offer(
                    modelId(),
                    provider,
                    row.text("upstream_model"),
                    row.count("context_length"),
                    row.findCount("max_output_tokens"),
                    row.find("quantization"),
                    row.list("capabilities"),
                    prices(),
                    row.text("source"),
                    row.date("source_date"));
        }

        private PriceSheet prices() {
            PriceSheet usual = new PriceSheet(OffersFile.prices(row));
            return new PriceSheet(
                    usual.prices(), variants.stream().map(other -> other.over(usual)).toList());
        }
    }
}
