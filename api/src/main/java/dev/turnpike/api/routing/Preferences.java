package dev.turnpike.api.routing;

import dev.turnpike.billing.pricing.ServiceTier;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants of the providers of one call.
 *
 * @param order slugs to be tried first, in this order
 * @param only slugs beside which none is allowed; empty for all
 * @param ignore slugs that are not allowed
 * @param allowFallbacks whether others may be tried when the first of them fails
 * @param noTraining whether providers that may train on prompts are excluded
 * @param noRetention whether providers that keep prompts are excluded
 * @param quantizations the allowed ones; empty for all
 * @param maxPrompt dollars per million prompt tokens that the customer is ready to pay
 * @param maxCompletion the same for completion tokens
 * @param tier by which the call is to be served; null when the caller does not mind
 */
public record Preferences(
        List<String> order,
        List<String> only,
        List<String> ignore,
        boolean allowFallbacks,
        boolean requireParameters,
        boolean noTraining,
        boolean noRetention,
        List<String> quantizations,
        @Nullable BigDecimal maxPrompt,
        @Nullable BigDecimal maxCompletion,
        @Nullable ServiceTier tier) {

    public static final Preferences NONE =
            new Preferences(
                    List.of(), List.of(), List.of(), true, false, false, false, List.of(), null,
                    null, null);

    public Preferences {
        order = List.copyOf(order);
        only = List.copyOf(only);
        ignore = List.copyOf(ignore);
        quantizations = List.copyOf(quantizations);
    }

    /** The same, of a caller who wants to be served by this tier. */
    public Preferences withTier(@Nullable ServiceTier wanted) {
        return new Preferences(
                order,
                only,
                ignore,
                allowFallbacks,
                requireParameters,
                noTraining,
                noRetention,
                quantizations,
                maxPrompt,
                maxCompletion,
                wanted);
    }
}
