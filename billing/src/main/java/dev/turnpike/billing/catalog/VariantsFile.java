package dev.turnpike.billing.catalog;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.DailyWindow;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code variants.tsv}: when an offer costs something else than usual, and what. */
final class VariantsFile {

    static final String NAME = "variants.tsv";

    private static final String THRESHOLD = "above_prompt_tokens";
    private static final String WINDOW = "utc_window";
    private static final String TIER = "service_tier";

    static final List<String> COLUMNS =
            Stream.of(
                            Stream.of("model", "provider", THRESHOLD, WINDOW, TIER),
                            Arrays.stream(TokenClass.values()).map(TokenClass::code),
                            Stream.of("source", "source_date"))
                    .flatMap(columns -> columns)
                    .toList();

    private static final Pattern WINDOW_TEXT =
            Pattern.compile("((?:[01][0-9]|2[0-3]):[0-5][0-9])-((?:[01][0-9]|2[0-3]):[0-5][0-9])");

    private final Map<String, List<Row>> byOffer = new LinkedHashMap<>();

    private VariantsFile() {}

    /** Checks every row; which offers there are, it does not know. */
    static VariantsFile parse(String text) {
        VariantsFile file = new VariantsFile();
        for (CatalogRow row : CatalogFile.rows(NAME, text, COLUMNS)) {
            List<Row> rows =
                    file.byOffer.computeIfAbsent(OffersFile.id(row), _ -> new ArrayList<>());
            Row added = Row.of(row);
            if (rows.stream().anyMatch(other -> other.condition().equals(added.condition()))) {
                throw row.wrong(THRESHOLD, "another row has the same condition");
            }
            if (rows.size() == PriceSheet.MAX_VARIANTS) {
                throw row.wrong(
                        THRESHOLD, "an offer has at most " + PriceSheet.MAX_VARIANTS + " variants");
            }
            rows.add(added);
        }
        return file;
    }

    List<Row> of(String offerId) {
        return List.copyOf(byOffer.getOrDefault(offerId, List.of()));
    }

    void checkAllAreOf(Set<String> offerIds) {
        byOffer.forEach(
                (offerId, rows) -> {
                    if (!offerIds.contains(offerId)) {
                        throw rows.getFirst()
                                .row()
                                .wrong("provider", "is not in " + OffersFile.NAME + ": " + offerId);
                    }
                });
    }

    /** Other prices and their condition. */
    record Row(CatalogRow row, PriceCondition condition, Map<TokenClass, UnitPrice> prices) {

        static Row of(CatalogRow row) {
            Long threshold = row.findCount(THRESHOLD);
            DailyWindow window = window(row);
            ServiceTier tier = tier(row);
            if (threshold == null && window == null && tier == null) {
                throw row.wrong(THRESHOLD, "a variant has a condition");
            }
            Map<TokenClass, UnitPrice> prices = OffersFile.prices(row);
            if (prices.isEmpty()) {
                throw row.wrong(TokenClass.INPUT.code(), "a variant names at least one price");
            }
            row.text("source");
            row.date("source_date");
            return new Row(row, new PriceCondition(threshold, window, tier), prices);
        }

        /** A tier has all of its prices: none of the usual ones is charged there by accident. */
        PriceVariant over(PriceSheet usual) {
            if (condition.tier() != null) {
                for (TokenClass listed : usual.prices().keySet()) {
                    if (!prices.containsKey(listed)) {
                        throw row.wrong(
                                listed.code(),
                                "a tier names all prices that " + OffersFile.NAME + " names");
                    }
                }
            }
            return PriceVariant.over(usual, condition, prices);
        }

        private static @Nullable ServiceTier tier(CatalogRow row) {
            String text = row.find(TIER);
            if (text == null) {
                return null;
            }
            return ServiceTier.parse(text)
                    .filter(tier -> tier != ServiceTier.DEFAULT)
                    .orElseThrow(() -> row.wrong(TIER, "is flex or priority, not " + text));
        }

        private static @Nullable DailyWindow window(CatalogRow row) {
            String text = row.find(WINDOW);
            if (text == null) {
                return null;
            }
            Matcher matcher = WINDOW_TEXT.matcher(text);
            if (!matcher.matches() || matcher.group(1).equals(matcher.group(2))) {
                throw row.wrong(WINDOW, "a window is HH:MM-HH:MM in UTC: " + text);
            }
            return new DailyWindow(
                    LocalTime.parse(matcher.group(1)), LocalTime.parse(matcher.group(2)));
        }
    }
}
