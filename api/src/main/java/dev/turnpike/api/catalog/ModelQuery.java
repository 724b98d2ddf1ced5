package dev.turnpike.api.catalog;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.Refusal;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The query of {@code GET /models}: which models, in which order, and which page of them. */
final class ModelQuery {

    private static final int DEFAULT_LIMIT = 500;
    private static final int MAX_LIMIT = 1_000;

    private final MultivaluedMap<String, String> parameters;

    ModelQuery(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Those that match, in the order that was asked for. */
    List<ListedModel> select(Stream<ListedModel> models) {
        Stream<ListedModel> matching = models.filter(this::matches);
        return switch (text("sort", "")) {
            case "" -> matching.toList();
            case "newest" ->
                    matching.sorted(order(listed -> listed.model().created()).reversed()).toList();
            case "pricing-low-to-high" ->
                    matching.sorted(order(ListedModel::promptPricePerMillion)).toList();
            case "pricing-high-to-low" ->
                    matching.sorted(order(ListedModel::promptPricePerMillion).reversed()).toList();
            case "context-high-to-low" ->
                    matching.sorted(order(listed -> listed.model().contextLength()).reversed())
                            .toList();
            default ->
                    throw invalid(
                            "sort must be newest, pricing-low-to-high, pricing-high-to-low or"
                                    + " context-high-to-low");
        };
    }

    /** Whether only a page was asked for. */
    boolean isPaged() {
        return parameters.containsKey("offset") || parameters.containsKey("limit");
    }

    int offset() {
        return wholeNumber("offset", 0, 0, Integer.MAX_VALUE);
    }

    int limit() {
        return wholeNumber("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    }

    private boolean matches(ListedModel listed) {
        var model = listed.model();
        String wanted = text("q", "").toLowerCase(Locale.ROOT);
        String names = (model.id() + " " + model.name()).toLowerCase(Locale.ROOT);
        List<String> providers =
                model.offers().stream().map(offer -> offer.provider().slug()).toList();
        return names.contains(wanted)
                && isEmptyOrHas("model_authors", List.of(model.author()))
                && isEmptyOrHas("providers", providers)
                && model.supportedParameters().containsAll(list("supported_parameters"))
                && model.inputModalities().containsAll(list("input_modalities"))
                && hasOutput(model.outputModalities())
                && model.contextLength() >= wholeNumber("context", 0, 0, Integer.MAX_VALUE)
                && isWithin(listed.promptPricePerMillion())
                && (listed.available() || !text("available", "").equals("true"));
    }

    private boolean hasOutput(List<String> outputs) {
        List<String> wanted = list("output_modalities");
        if (wanted.isEmpty()) {
            return outputs.contains("text");
        }
        return wanted.contains("all") || outputs.containsAll(wanted);
    }

    private boolean isEmptyOrHas(String name, List<String> values) {
        List<String> wanted = list(name);
        return wanted.isEmpty() || wanted.stream().anyMatch(values::contains);
    }

    private boolean isWithin(BigDecimal price) {
        BigDecimal min = dollars("min_price");
        BigDecimal max = dollars("max_price");
        return (min == null || price.compareTo(min) >= 0)
                && (max == null || price.compareTo(max) <= 0);
    }

    private static <T extends Comparable<? super T>> Comparator<ListedModel> order(
            Function<ListedModel, T> by) {
        return Comparator.comparing(by);
    }

    private String text(String name, String otherwise) {
        String value = parameters.getFirst(name);
        return value == null ? otherwise : value.strip();
    }

    private List<String> list(String name) {
        return Arrays.stream(text(name, "").split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private int wholeNumber(String name, int otherwise, int min, int max) {
        try {
            int value = Integer.parseInt(text(name, Integer.toString(otherwise)));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Said below, in the same words as a number that is out of range.
        }
        throw invalid(name + " must be a whole number from " + min + " to " + max);
    }

    private @Nullable BigDecimal dollars(String name) {
        String value = text(name, "");
        try {
            return value.isEmpty() ? null : new BigDecimal(value);
        } catch (NumberFormatException _) {
            throw invalid(name + " must be dollars per million tokens");
        }
    }

    private static Refusal invalid(String problem) {
        return new Refusal(ApiError.of(ErrorType.INVALID_REQUEST, problem + "."));
    }
}
