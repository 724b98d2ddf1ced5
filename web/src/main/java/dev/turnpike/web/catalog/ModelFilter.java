package dev.turnpike.web.catalog;

import dev.turnpike.billing.catalog.Model;
import dev.turnpike.web.page.Fields;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Which models to show and in which order, as the address says it; empty texts choose all.
 *
 * @param query a part of the name or the id
 * @param show {@code connected}, {@code simulated} or nothing
 */
public record ModelFilter(String query, String provider, String input, String show, String sort) {

    private static final Map<String, String> SORTS = sorts();

    /** A part that the address leaves out chooses all. */
    static ModelFilter read(Fields fields) {
        return new ModelFilter(
                fields.text("q"),
                fields.text("provider"),
                fields.text("input"),
                fields.text("show"),
                fields.text("sort"));
    }

    /** Whether it leaves anything out. */
    public boolean isActive() {
        return !query.isEmpty() || !provider.isEmpty() || !input.isEmpty() || !show.isEmpty();
    }

    /** The orders to choose from, and how they are called. */
    public Map<String, String> sortChoices() {
        return SORTS;
    }

    /** The address of a page of the models that are shown. */
    public String address(int page) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("q", query);
        parts.put("provider", provider);
        parts.put("input", input);
        parts.put("show", show);
        parts.put("sort", sort);
        parts.put("page", page == 1 ? "" : Integer.toString(page));
        return parts.entrySet().stream()
                .filter(part -> !part.getValue().isEmpty())
                .map(part -> part.getKey() + "=" + encode(part.getValue()))
                .collect(Collectors.joining("&", "/models?", "#models"));
    }

    /**
     * The models that are shown, in order.
     *
     * @param price what a model costs, to sort by
     */
    List<Model> apply(List<Model> models, Predicate<Model> connected, ToLongFunction<Model> price) {
        String needle = query.toLowerCase(Locale.ROOT);
        return models.stream()
                .filter(model -> needle.isEmpty() || mentions(model, needle))
                .filter(model -> provider.isEmpty() || isOfferedBy(model, provider))
                .filter(model -> input.isEmpty() || model.inputModalities().contains(input))
                .filter(model -> !show.equals("connected") || connected.test(model))
                .filter(model -> !show.equals("simulated") || model.simulated())
                .sorted(order(connected, price))
                .toList();
    }

    private Comparator<Model> order(Predicate<Model> connected, ToLongFunction<Model> price) {
        Comparator<Model> byName =
                Comparator.comparing(model -> model.name().toLowerCase(Locale.ROOT));
        return switch (sort) {
            case "name" -> byName;
            case "newest" -> Comparator.comparing(Model::created).reversed();
            case "price" -> Comparator.comparingLong(price);
            case "context" -> Comparator.comparingLong(Model::contextLength).reversed();
            // What can be called now comes first: the rest is a promise.
            default ->
                    Comparator.<Model>comparingInt(model -> connected.test(model) ? 0 : 1)
                            .thenComparing(byName);
        };
    }

    private static boolean mentions(Model model, String needle) {
        return model.name().toLowerCase(Locale.ROOT).contains(needle)
                || model.id().toLowerCase(Locale.ROOT).contains(needle);
    }

    private static boolean isOfferedBy(Model model, String slug) {
        return model.offers().stream().anyMatch(offer -> offer.provider().slug().equals(slug));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> sorts() {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("", "Connected first");
        choices.put("name", "Name");
        choices.put("price", "Cheapest input");
        choices.put("context", "Longest context");
        choices.put("newest", "Newest");
        return choices;
    }
}
