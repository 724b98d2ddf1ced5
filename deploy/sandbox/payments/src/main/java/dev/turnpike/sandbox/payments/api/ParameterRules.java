package dev.turnpike.sandbox.payments.api;

import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters one endpoint knows, and the form of each; anything else is refused, as Stripe
 * does.
 *
 * <p>{@code []} in a name stands for any index and {@code [*]} at its end for any key.
 */
public final class ParameterRules {

    /** The form of one parameter's value. */
    public sealed interface Rule {}

    /**
     * Any text up to a number of characters; an empty one clears the field where that is allowed.
     */
    public record Text(int maxLength, boolean mayBeEmpty) implements Rule {}

    /** A whole number within bounds. */
    public record Whole(long min, long max) implements Rule {}

    /** True or false. */
    public record Flag() implements Rule {}

    /** One of a few words. */
    public record OneOf(List<String> words) implements Rule {}

    /** Stripe's limit for most texts, characters. */
    private static final int MAX_TEXT = 5_000;

    public static final Rule TEXT = new Text(MAX_TEXT, false);
    public static final Rule CLEARABLE_TEXT = new Text(MAX_TEXT, true);
    public static final Rule METADATA = new Text(500, true);
    public static final Rule FLAG = new Flag();

    /** Seconds since 1970, up to the year 9999. */
    public static final Rule TIME = new Whole(0, 253_402_300_799L);

    private final Map<String, Rule> rules = new LinkedHashMap<>();

    private ParameterRules() {
        rules.put("expand[]", TEXT);
    }

    /** Only {@code expand[]}, which every endpoint knows. */
    public static ParameterRules expandOnly() {
        return new ParameterRules();
    }

    public static Rule oneOf(String... words) {
        return new OneOf(List.of(words));
    }

    public ParameterRules with(String name, Rule rule) {
        rules.put(name, rule);
        return this;
    }

    /** The parameters as they are known here, with {@code []} and {@code [*]}. */
    public Set<String> names() {
        return Set.copyOf(rules.keySet());
    }

    Optional<ApiError> findProblem(FormParameters parameters) {
        return parameters.all().stream()
                .flatMap(parameter -> problem(parameter).stream())
                .findFirst();
    }

    private Optional<ApiError> problem(FormParameters.Parameter parameter) {
        Rule rule = findRule(parameter.name());
        if (rule == null) {
            return Optional.of(
                    ApiError.invalid(
                            "parameter_unknown",
                            "Received unknown parameter: %s. The sandbox knows fewer parameters than Stripe; its README lists them."
                                    .formatted(parameter.name()),
                            parameter.name()));
        }
        return switch (rule) {
            case Text text -> problem(text, parameter);
            case Whole whole -> problem(whole, parameter);
            case Flag _ -> problem(new OneOf(List.of("true", "false")), parameter);
            case OneOf oneOf -> problem(oneOf, parameter);
        };
    }

    private @Nullable Rule findRule(String name) {
        String anyIndex = name.replaceAll("\\[\\d{0,3}]", "[]");
        Rule exact = rules.get(anyIndex);
        if (exact != null || !name.endsWith("]")) {
            return exact;
        }
        return rules.get(name.substring(0, name.lastIndexOf('[') + 1) + "*]");
    }

    private static Optional<ApiError> problem(Text text, FormParameters.Parameter given) {
        if (given.value().isEmpty() && !text.mayBeEmpty()) {
            return refuse(
                    "parameter_invalid_empty",
                    "You passed an empty string for '%s'. We assume empty values are an attempt to unset a parameter; however '%s' cannot be unset."
                            .formatted(given.name(), given.name()),
                    given);
        }
        if (given.value().length() > text.maxLength()) {
            return refuse(
                    "parameter_invalid_string_too_long",
                    "Invalid string: '%s' must be at most %d characters."
                            .formatted(given.name(), text.maxLength()),
                    given);
        }
        return Optional.empty();
    }

    private static Optional<ApiError> problem(Whole whole, FormParameters.Parameter given) {
        if (!given.value().matches("-?\\d{1,15}")) {
            return refuse("parameter_invalid_integer", "Invalid integer: " + given.value(), given);
        }
        long number = Long.parseLong(given.value());
        if (number < whole.min() || number > whole.max()) {
            return refuse(
                    "parameter_invalid_integer",
                    "This value must be between %d and %d.".formatted(whole.min(), whole.max()),
                    given);
        }
        return Optional.empty();
    }

    private static Optional<ApiError> problem(OneOf oneOf, FormParameters.Parameter given) {
        if (oneOf.words().contains(given.value())) {
            return Optional.empty();
        }
        return refuse(
                null,
                "Invalid %s: must be one of %s."
                        .formatted(given.name(), String.join(", ", oneOf.words())),
                given);
    }

    private static Optional<ApiError> refuse(
            @Nullable String code, String message, FormParameters.Parameter given) {
        return Optional.of(ApiError.invalid(code, message, given.name()));
    }
}
