package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds prices of service tiers that one list alone names for an offer whose usual prices are
 * settled. No two lists could agree on them, so a person has to.
 */
final class TierReview {

    /** What calls can ask for. */
    private static final List<ServiceTier> TIERS = List.of(ServiceTier.FLEX, ServiceTier.PRIORITY);

    private static final long ANY_LENGTH = 0;

    private TierReview() {}

    /** The sheet in force with these tiers; empty when nothing is new, or not all of it is said. */
    static Optional<Decision.Tiers> of(
            Offer offer, PriceSheet current, Collection<PriceList> lists) {
        Map<ListFormat, List<PriceVariant>> named = new EnumMap<>(ListFormat.class);
        OfferEvidence.prices(offer, lists)
                .forEach(
                        (list, price) -> {
                            List<PriceVariant> tiers = tiers(price, current, offer.contextLength());
                            if (!tiers.isEmpty()) {
                                named.put(list, tiers);
                            }
                        });
        if (named.size() != 1) {
            return Optional.empty();
        }
        return named.entrySet().stream()
                .map(it -> new Decision.Tiers(it.getKey(), with(current, it.getValue())))
                .filter(it -> !it.sheet().equals(current))
                .findAny();
    }

    private static List<PriceVariant> tiers(
            ListedPrice price, PriceSheet current, long contextLength) {
        List<PriceVariant> tiers = new ArrayList<>();
        for (ServiceTier tier : TIERS) {
            Map<Long, PriceSheet> byLength = byLength(price, tier, contextLength);
            if (saysAll(byLength, current)) {
                byLength.forEach(
                        (above, sheet) ->
                                tiers.add(
                                        PriceVariant.over(
                                                current, condition(above, tier), sheet.prices())));
            }
        }
        return tiers;
    }

    private static PriceCondition condition(long above, ServiceTier tier) {
        return above == ANY_LENGTH
                ? PriceCondition.of(tier)
                : new PriceCondition(above, null, tier);
    }

    /** By the number of prompt tokens above which they hold. */
    private static Map<Long, PriceSheet> byLength(
            ListedPrice price, ServiceTier tier, long contextLength) {
        Map<Long, PriceSheet> byLength = new LinkedHashMap<>();
        price.conditions()
                .forEach(
                        (condition, sheet) -> {
                            Long above = condition.abovePromptTokens();
                            if (tier.code().equals(condition.tier())
                                    && condition.window() == null
                                    && (above == null || above < contextLength)) {
                                byLength.put(above == null ? ANY_LENGTH : above, sheet);
                            }
                        });
        return byLength;
    }

    /**
     * Whether each length that has prices of its own as usual has them on the tier, too, and each
     * names every token class that the usual prices name: else a part of a call would cost as usual
     * or in proportion, and nobody knows which.
     */
    private static boolean saysAll(Map<Long, PriceSheet> tier, PriceSheet current) {
        Set<Long> needed =
                current.variants().stream()
                        .map(PriceVariant::condition)
                        .filter(it -> it.tier() == null)
                        .flatMap(it -> Stream.ofNullable(it.abovePromptTokens()))
                        .collect(Collectors.toSet());
        return tier.containsKey(ANY_LENGTH)
                && tier.keySet().containsAll(needed)
                && current.variants().stream().allMatch(it -> it.condition().window() == null)
                && tier.values().stream().allMatch(it -> namesAll(it, current));
    }

    private static boolean namesAll(PriceSheet sheet, PriceSheet current) {
        return current.prices().keySet().stream()
                .filter(TokenClass::isToken)
                .allMatch(sheet.prices()::containsKey);
    }

    /** A tier that the list names takes the place of what was known of it. */
    private static PriceSheet with(PriceSheet current, List<PriceVariant> tiers) {
        Set<ServiceTier> replaced =
                tiers.stream()
                        .map(it -> Objects.requireNonNull(it.condition().tier()))
                        .collect(Collectors.toSet());
        List<PriceVariant> variants = new ArrayList<>(tiers);
        current.variants().stream()
                .filter(
                        it ->
                                it.condition().tier() == null
                                        || !replaced.contains(it.condition().tier()))
                .forEach(variants::add);
        return new PriceSheet(current.prices(), variants);
    }
}
