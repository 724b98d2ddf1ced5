package dev.turnpike.billing.pricing;

import dev.turnpike.billing.money.UnitPrice;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a provider charges us per unit, by token class.
 *
 * <p>An absent class is unknown, not free. An unknown class is priced like the one it falls back to
 * (reasoning like output, cached input like input); images, seconds and searches fall back to
 * nothing, so an offer whose sheet does not name them must not be asked for any. A sheet without
 * input and output price is not {@linkplain #isComplete() complete} and must not be routed to.
 *
 * @param prices the usual ones
 * @param variants the prices under conditions, in the order in which they are tried: the first
 *     whose condition holds prices the whole call
 */
public record PriceSheet(Map<TokenClass, UnitPrice> prices, List<PriceVariant> variants) {

    /** Far more than any provider has; each is looked at for each call. */
    public static final int MAX_VARIANTS = 16;

    public PriceSheet {
        EnumMap<TokenClass, UnitPrice> copy = new EnumMap<>(TokenClass.class);
        copy.putAll(prices);
        prices = Collections.unmodifiableMap(copy);
        variants = variants.stream().sorted(Comparator.comparing(PriceVariant::condition)).toList();
        if (variants.stream().map(PriceVariant::condition).distinct().count() < variants.size()
                || variants.size() > MAX_VARIANTS) {
            throw new IllegalArgumentException(
                    "A sheet has at most %d variants, and one for a condition: %s"
                            .formatted(MAX_VARIANTS, variants));
        }
    }

    /** A sheet whose prices hold for every call. */
    public PriceSheet(Map<TokenClass, UnitPrice> prices) {
        this(prices, List.of());
    }

    /** Whether every class that a call can use has a known price, under every condition. */
    public boolean isComplete() {
        return prices.containsKey(TokenClass.INPUT)
                && prices.containsKey(TokenClass.OUTPUT)
                && (variants.isEmpty()
                        || variants.stream().allMatch(variant -> variant.prices().isComplete()));
    }

    /** Whether no use of it ever costs anything. */
    public boolean isFree() {
        return isComplete()
                && prices.values().stream().allMatch(UnitPrice::isFree)
                && variants.stream().allMatch(variant -> variant.prices().isFree());
    }

    /**
     * The variant that prices a call with a prompt of this length, cached tokens included, that
     * began at this moment; null when its prices are the usual ones.
     *
     * @param served by which tier; null as usual
     */
    public @Nullable PriceVariant variantFor(
            long promptTokens, Instant moment, @Nullable ServiceTier served) {
        for (int i = 0; i < variants.size(); i++) {
            if (variants.get(i).condition().holds(promptTokens, moment, served)) {
                return variants.get(i);
            }
        }
        return null;
    }

    /** Whether calls of every length have a price at every time on this tier. */
    public boolean isOffered(ServiceTier tier) {
        return tier == ServiceTier.DEFAULT
                || variants.stream().anyMatch(it -> it.condition().equals(PriceCondition.of(tier)));
    }

    /** Whether there is any tier beside the usual one. */
    public boolean hasTiers() {
        return isOffered(ServiceTier.FLEX) || isOffered(ServiceTier.PRIORITY);
    }

    /**
     * The dearest price of this class that a call can meet with a prompt of up to this length.
     *
     * @param asked the tier that its caller asked for; null for none
     */
    public UnitPrice dearestOf(
            TokenClass tokenClass, long maxPromptTokens, @Nullable ServiceTier asked) {
        long picos = priceOf(tokenClass).picos();
        for (PriceVariant variant : variants) {
            if (variant.condition().isReachable(maxPromptTokens, asked)) {
                picos = Math.max(picos, variant.prices().priceOf(tokenClass).picos());
            }
        }
        return new UnitPrice(picos);
    }

    /**
     * The usual price of one unit of this class.
     *
     * @throws IllegalStateException when neither it nor the class it falls back to has a price
     */
    public UnitPrice priceOf(TokenClass tokenClass) {
        UnitPrice price = find(tokenClass);
        if (price == null) {
            throw new IllegalStateException("No price for " + tokenClass.code() + " in " + prices);
        }
        return price;
    }

    /** Whether this class has a usual price, be it that of the class it falls back to. */
    public boolean isKnown(TokenClass tokenClass) {
        return find(tokenClass) != null;
    }

    /** The usual price of this class as it is listed, or null when the list names none. */
    public @Nullable UnitPrice listed(TokenClass tokenClass) {
        return prices.get(tokenClass);
    }

    /** The dearest price that one prompt token usually has. */
    public UnitPrice dearestPrompt() {
        return dearest(true);
    }

    /** The dearest price that one completion token usually has. */
    public UnitPrice dearestCompletion() {
        return dearest(false);
    }

    private UnitPrice dearest(boolean prompt) {
        long picos = 0;
        for (TokenClass tokenClass : TokenClass.values()) {
            if (prompt ? tokenClass.isPrompt() : tokenClass.isCompletion()) {
                picos = Math.max(picos, priceOf(tokenClass).picos());
            }
        }
        return new UnitPrice(picos);
    }

    private @Nullable UnitPrice find(TokenClass tokenClass) {
        if (tokenClass == TokenClass.REQUEST) {
            return prices.getOrDefault(tokenClass, UnitPrice.FREE);
        }
        TokenClass current = tokenClass;
        while (!prices.containsKey(current) && current.fallback() != current) {
            current = current.fallback();
        }
        return prices.get(current);
    }
}
