package dev.turnpike.api.catalog;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.Checked;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.WrittenNumber;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The query of {@code GET /models}: which models, in which order, and which page of them. */
final class ModelQuery {

    private static final int DEFAULT_LIMIT = 500;
    private static final int MAX_LIMIT = 1_000;

    private static final Map<String, Range> RANGES =
            Map.of(
                    "context", new Range(0, 0, Integer.MAX_VALUE),
                    "offset", new Range(0, 0, Integer.MAX_VALUE),
                    "limit", new Range(DEFAULT_LIMIT, 1, MAX_LIMIT));

    private static final Map<String, Comparator<ListedModel>> ORDERS =
            Map.of(
                    "newest", order(listed -> listed.model().created()).reversed(),
                    "pricing-low-to-high", order(ListedModel::promptPricePerMillion),
                    "pricing-high-to-low", order(ListedModel::promptPricePerMillion).reversed(),
                    "context-high-to-low",
                            order(listed -> listed.model().contextLength()).reversed());

    private final MultivaluedMap<String, String> parameters;
    private final int context;
    private final int offset;
    private final int limit;
    private final @Nullable BigDecimal minPrice;
    private final @Nullable BigDecimal maxPrice;

    private ModelQuery(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
        context = wholeNumber("context");
        offset = wholeNumber("offset");
        limit = wholeNumber("limit");
        minPrice = dollars(text(parameters, "min_price"));
        maxPrice = dollars(text(parameters, "max_price"));
    }

    /** What a whole number may be, and what it is when it is not given. */
    private record Range(int otherwise, int min, int max) {

        @Nullable Integer read(String text) {
            Integer value = WrittenNumber.whole(text);
            return value != null && value >= min && value <= max ? value : null;
        }
    }

    /** Reads it whole, so that what is wrong with it is told whatever there is to select from. */
    static Checked<ModelQuery> read(MultivaluedMap<String, String> parameters) {
        String problem = firstProblem(parameters);
        return problem == null
                ? Checked.passed(new ModelQuery(parameters))
                : Checked.refused(ApiError.of(ErrorType.INVALID_REQUEST, problem));
    }

    private static @Nullable String firstProblem(MultivaluedMap<String, String> parameters) {
        for (var range : RANGES.entrySet()) {
            String text = text(parameters, range.getKey());
            if (!text.isEmpty() && range.getValue().read(text) == null) {
                return "%s must be a whole number from %d to %d."
                        .formatted(range.getKey(), range.getValue().min(), range.getValue().max());
            }
        }
        for (String name : List.of("min_price", "max_price")) {
            String text = text(parameters, name);
            if (!text.isEmpty() && dollars(text) == null) {
                return name + " must be dollars per million tokens.";
            }
        }
        String sort = text(parameters, "sort");
        return sort.isEmpty() || ORDERS.containsKey(sort)
                ? null
                : "sort must be newest, pricing-low-to-high, pricing-high-to-low or"
                        + " context-high-to-low.";
    }

    /** Those that match, in the order that was asked for. */
    List<ListedModel> select(Stream<ListedModel> models) {
        Stream<ListedModel> matching = models.filter(this::matches);
        Comparator<ListedModel> order = ORDERS.get(text(parameters, "sort"));
        return (order == null ? matching : matching.sorted(order)).toList();
    }

    /** Whether only a page was asked for. */
    boolean isPaged() {
        return parameters.containsKey("offset") || parameters.containsKey("limit");
    }

    int offset() {
        return offset;
    }

    int limit() {
        return limit;
    }

    private boolean matches(ListedModel listed) {
        var model = listed.model();
        String wanted = text(parameters, "q").toLowerCase(Locale.ROOT);
        String names = (model.id() + " " + model.name()).toLowerCase(Locale.ROOT);
        List<String> providers =
                model.offers().stream().map(offer -> offer.provider().slug()).toList();
        return names.contains(wanted)
                && isEmptyOrHas("model_authors", List.of(model.author()))
                && isEmptyOrHas("providers", providers)
                && model.supportedParameters().containsAll(list("supported_parameters"))
                && model.inputModalities().containsAll(list("input_modalities"))
                && hasOutput(model.outputModalities())
                && model.contextLength() >= context
                && isWithin(listed.promptPricePerMillion())
                && (listed.available() || !text(parameters, "available").equals("true"));
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
        return (minPrice == null || price.compareTo(minPrice) >= 0)
                && (maxPrice == null || price.compareTo(maxPrice) <= 0);
    }

    private static <T extends Comparable<? super T>> Comparator<ListedModel> order(
            Function<ListedModel, T> by) {
        return Comparator.comparing(by);
    }

    private static String text(MultivaluedMap<String, String> parameters, String name) {
        String value = parameters.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private List<String> list(String name) {
        return Arrays.stream(text(parameters, name).split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private int wholeNumber(String name) {
        Range range = Objects.requireNonNull(RANGES.get(name));
        return Objects.requireNonNullElse(range.read(text(parameters, name)), range.otherwise());
    }

    /** Null when it is none, or below zero. */
    private static @Nullable BigDecimal dollars(String text) {
        BigDecimal value = WrittenNumber.decimal(text);
        return value == null || value.signum() < 0 ? null : value;
    }
}
