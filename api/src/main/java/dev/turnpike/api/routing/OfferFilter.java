package dev.turnpike.api.routing;

import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.catalog.PricedOffer;
import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.TokenClass;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One reason for which a caller does not want an offer.
 *
 * @param name as it is told to the caller when nothing is left
 */
record OfferFilter(String name, Predicate<PricedOffer> allows) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /**
     * Every filter that these preferences ask for.
     *
     * @param maxPromptTokens how long the prompt may be at most: it may cost more if it is long
     */
    static List<OfferFilter> of(Preferences wanted, Set<String> parameters, long maxPromptTokens) {
        return List.of(
                new OfferFilter("allowed_providers", priced -> isAllowed(wanted, priced.offer())),
                new OfferFilter(
                        "data_policy:training",
                        priced -> !wanted.noTraining() || says(priced.offer(), "trains=no")),
                new OfferFilter(
                        "data_policy:zdr",
                        priced ->
                                !wanted.noRetention() || says(priced.offer(), "retention_days=0")),
                new OfferFilter(
                        "quantization",
                        priced -> isQuantized(wanted.quantizations(), priced.offer())),
                new OfferFilter(
                        "max_price",
                        priced ->
                                isWithin(
                                                wanted.maxPrompt(),
                                                priced,
                                                dearest(
                                                        priced,
                                                        TokenClass.INPUT,
                                                        maxPromptTokens,
                                                        wanted))
                                        && isWithin(
                                                wanted.maxCompletion(),
                                                priced,
                                                dearest(
                                                        priced,
                                                        TokenClass.OUTPUT,
                                                        maxPromptTokens,
                                                        wanted))),
                new OfferFilter(
                        "service_tier",
                        priced ->
                                wanted.tier() == null
                                        || priced.price().sheet().isOffered(wanted.tier())),
                new OfferFilter(
                        "require_parameters",
                        priced ->
                                !wanted.requireParameters()
                                        || priced.offer().capabilities().containsAll(parameters)));
    }

    /** A base slug names all offers of its provider: {@code openai} and {@code openai/flex}. */
    static boolean isNamedBy(List<String> slugs, Offer offer) {
        return slugs.contains(offer.provider().slug());
    }

    private static boolean isAllowed(Preferences wanted, Offer offer) {
        return (wanted.only().isEmpty() || isNamedBy(wanted.only(), offer))
                && !isNamedBy(wanted.ignore(), offer)
                && (wanted.allowFallbacks()
                        || wanted.order().isEmpty()
                        || isNamedBy(wanted.order(), offer));
    }

    private static boolean says(Offer offer, String policy) {
        return offer.provider().dataPolicy().contains(policy);
    }

    private static boolean isQuantized(List<String> allowed, Offer offer) {
        String quantization = offer.quantization();
        return allowed.isEmpty()
                || allowed.contains(quantization == null ? "unknown" : quantization);
    }

    private static UnitPrice dearest(
            PricedOffer priced, TokenClass tokenClass, long maxPromptTokens, Preferences wanted) {
        return priced.price().sheet().dearestOf(tokenClass, maxPromptTokens, wanted.tier());
    }

    /** Compared with what the customer pays, markup included. */
    private static boolean isWithin(
            @Nullable BigDecimal max, PricedOffer priced, UnitPrice dearest) {
        return max == null
                || priced.markup().applyTo(dearest).multiply(MILLION).compareTo(max) <= 0;
    }
}
