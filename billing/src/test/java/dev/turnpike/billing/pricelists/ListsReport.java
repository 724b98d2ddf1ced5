package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.catalog.Catalog;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.pricelists.PriceListReader.Reading;
import dev.turnpike.billing.pricelists.wire.JsonPriceLists;
import dev.turnpike.billing.pricing.PriceSheet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A program to run by hand: reads lists and prints what they agree on, among themselves and about
 * our offers.
 *
 * <p>Arguments: the date of today, then {@code format=file} for each list.
 */
final class ListsReport {

    private static final PrintStream OUT = System.out;

    private ListsReport() {}

    public static void main(String[] arguments) throws IOException {
        LocalDate today = LocalDate.parse(arguments[0]);
        List<PriceList> lists = new ArrayList<>();
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            String[] parts = argument.split("=", 2);
            ListFormat format = ListFormat.find(parts[0]).orElseThrow();
            lists.add(read(format, Path.of(parts[1]), today));
        }
        lists.forEach(ListsReport::printList);
        printAmongThemselves(lists);
        printOffers(lists);
    }

    private static PriceList read(ListFormat format, Path file, LocalDate today)
            throws IOException {
        return switch (new JsonPriceLists().read(format, Files.readAllBytes(file), today)) {
            case Reading.Read(PriceList list) -> list;
            case Reading.Unreadable(String reason) ->
                    throw new IllegalArgumentException(file + ": " + reason);
        };
    }

    private static void printList(PriceList list) {
        Map<String, Integer> reasons = new TreeMap<>();
        for (ListRow row : list.rows().values()) {
            if (row instanceof ListRow.Refused(var _, String reason)) {
                reasons.merge(reason.replaceAll(": .*", ""), 1, Integer::sum);
            }
        }
        int refused = reasons.values().stream().mapToInt(each -> each).sum();
        OUT.printf(
                "%n%s: %d rows, %d of them refused; %d rows of other providers%n",
                list.format().code(), list.rows().size(), refused, list.elsewhere());
        reasons.forEach((reason, count) -> OUT.printf("  %5d %s%n", count, reason));
    }

    /** Every name that at least two lists know, whether or not we offer it. */
    private static void printAmongThemselves(Collection<PriceList> lists) {
        Map<String, Map<ListFormat, ListRow>> byName = new TreeMap<>();
        for (PriceList list : lists) {
            for (ListRow row : list.rows().values()) {
                byName.computeIfAbsent(name(row.name()), key -> new EnumMap<>(ListFormat.class))
                        .merge(list.format(), row, (one, other) -> one);
            }
        }
        OUT.printf("%nAmong themselves:%n");
        Map<String, Integer> counts = new TreeMap<>();
        byName.forEach((name, rows) -> count(name, rows, counts));
        counts.forEach((kind, count) -> OUT.printf("  %5d %s%n", count, kind));
    }

    /** A listing's {@code author/slug} is the author's {@code slug}. */
    private static String name(RowName name) {
        return name.by() == RowName.By.LISTING
                ? name.model().substring(name.model().indexOf('/') + 1) + "@" + name.provider()
                : name.toString();
    }

    private static void count(
            String name, Map<ListFormat, ListRow> rows, Map<String, Integer> counts) {
        Map<ListFormat, ListRow> relevant = new EnumMap<>(ListFormat.class);
        rows.forEach((list, row) -> relevant.put(list, relevant(row)));
        String kind =
                switch (Reconciler.judge(relevant)) {
                    case Verdict.Agreed agreed ->
                            SheetMapping.toSheet(agreed.price(), new PriceSheet(Map.of()))
                                            instanceof SheetMapping.Mapped.DoesNotFit(String why)
                                    ? print("agreed, with conditions", name, why)
                                    : agreed.price().base().isFree()
                                            ? print(
                                                    "agreed to be free",
                                                    name,
                                                    agreed.sources().toString())
                                            : print(
                                                    "agreed",
                                                    name,
                                                    agreed.sources()
                                                            + " "
                                                            + prices(agreed.price().base()));
                    case Verdict.Disagreed(List<String> why) ->
                            print("disagreed", name, String.join("; ", why));
                    case Verdict.Refused(var reasons) -> print("refused", name, reasons.toString());
                    case Verdict.SingleSource(ListFormat list) -> "single: " + list.code();
                    case Verdict.Unknown() -> "unknown";
                };
        counts.merge(kind, 1, Integer::sum);
    }

    private static ListRow relevant(ListRow row) {
        return row instanceof ListRow.Priced(RowName name, ListedPrice price)
                ? new ListRow.Priced(name, SheetMapping.relevant(name, price, Long.MAX_VALUE))
                : row;
    }

    private static String words(PriceSheet sheet) {
        StringBuilder words = new StringBuilder(prices(sheet));
        sheet.variants()
                .forEach(
                        it ->
                                words.append("| ")
                                        .append(it.condition().words())
                                        .append(": ")
                                        .append(prices(it.prices())));
        return words.toString();
    }

    private static String prices(PriceSheet sheet) {
        StringBuilder words = new StringBuilder();
        sheet.prices()
                .forEach(
                        (tokenClass, unit) ->
                                words.append(tokenClass.code())
                                        .append('=')
                                        .append(
                                                unit.perMillion()
                                                        .stripTrailingZeros()
                                                        .toPlainString())
                                        .append(' '));
        return words.toString();
    }

    /** What would become of our offers, with the prices that ship and as if none were known. */
    private static void printOffers(Collection<PriceList> lists) {
        List<Offer> offers = Catalog.shipped(Map.of()).listOffers();
        printOffers("Our offers", lists, offers, Offer::prices);
        PriceSheet unknown = new PriceSheet(Map.of());
        printOffers("Our offers, without a price", lists, offers, _ -> unknown);
    }

    private static void printOffers(
            String title,
            Collection<PriceList> lists,
            List<Offer> offers,
            Function<Offer, PriceSheet> current) {
        OUT.printf("%n%s:%n", title);
        Map<String, Integer> counts = new TreeMap<>();
        for (Offer offer : offers) {
            String kind =
                    switch (PriceReview.of(offer, current.apply(offer), lists)) {
                        case Decision.Confirm() ->
                                print("confirmed", offer.id(), words(offer.prices()));
                        case Decision.Keep() ->
                                "kept: "
                                        + Reconciler.judge(OfferEvidence.rows(offer, lists))
                                                .getClass()
                                                .getSimpleName();
                        case Decision.Tiers(var list, var sheet) ->
                                print("tiers", offer.id(), list + " " + words(sheet));
                        case Decision.Publish(var sheet, var sources) ->
                                print(
                                        "published",
                                        offer.id() + " as " + offer.upstreamModel(),
                                        sources + " " + words(sheet));
                        case Decision.Wait(var reasons, var _) ->
                                print("waits", offer.id(), String.join("; ", reasons));
                    };
            counts.merge(kind, 1, Integer::sum);
        }
        counts.forEach((kind, count) -> OUT.printf("  %5d %s%n", count, kind));
    }

    private static String print(String kind, String name, String more) {
        Stream.of(kind + "\t" + name + "\t" + more).forEach(OUT::println);
        return kind;
    }
}
