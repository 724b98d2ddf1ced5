package dev.turnpike.billing.pricing;

import dev.turnpike.billing.money.Rounding;
import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.money.Usd;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call costs, with the lines from which a customer can recompute it.
 *
 * <p>{@code cost = half-up to a nano-dollar of (sum of quantity × unit price) × (1 + markup)}.
 *
 * @param providerCost what we owe the provider, rounded once in the same way
 * @param cost what the customer pays; less than the formula says when the call was to cost no more
 */
public record Charge(List<Line> lines, Markup markup, Usd providerCost, Usd cost) {

    private static final BigInteger PICOS_PER_NANO = BigInteger.valueOf(1_000);

    public Charge {
        lines = List.copyOf(lines);
    }

    /** One class of units at one price. */
    public record Line(TokenClass tokenClass, long quantity, UnitPrice unitPrice) {
        BigInteger picos() {
            return BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(unitPrice.picos()));
        }
    }

    /**
     * Prices a use at the usual prices of this sheet: of a variant's where one holds. A sheet that
     * is free throughout gives a charge of zero.
     */
    public static Charge of(PriceSheet sheet, Markup markup, TokenCounts counts) {
        List<Line> lines = new ArrayList<>();
        BigInteger picos = BigInteger.ZERO;
        for (TokenClass tokenClass : TokenClass.values()) {
            if (counts.of(tokenClass) == 0) {
                continue;
            }
            Line line = new Line(tokenClass, counts.of(tokenClass), sheet.priceOf(tokenClass));
            lines.add(line);
            picos = picos.add(line.picos());
        }
        return new Charge(lines, markup, providerCost(picos), cost(picos, markup));
    }

    /**
     * The most that a call with these token bounds can cost on this sheet, whatever its classes,
     * under the usual prices and under each variant that such a prompt can meet at any moment. It
     * is for calls that use nothing but tokens.
     *
     * @param asked the tier that the caller asked for, who may be served as usual instead
     */
    public static Usd ceiling(
            PriceSheet sheet,
            Markup markup,
            long maxPromptTokens,
            long maxCompletionTokens,
            @Nullable ServiceTier asked) {
        BigInteger most = bound(sheet, maxPromptTokens, maxCompletionTokens);
        for (int i = 0; i < sheet.variants().size(); i++) {
            PriceVariant variant = sheet.variants().get(i);
            if (variant.condition().isReachable(maxPromptTokens, asked)) {
                most = most.max(bound(variant.prices(), maxPromptTokens, maxCompletionTokens));
            }
        }
        return cost(most, markup);
    }

    private static BigInteger bound(
            PriceSheet prices, long maxPromptTokens, long maxCompletionTokens) {
        return times(prices.dearestPrompt(), maxPromptTokens)
                .add(times(prices.dearestCompletion(), maxCompletionTokens))
                .add(times(prices.priceOf(TokenClass.REQUEST), 1));
    }

    /** The same, but the customer pays no more than this; what is beyond it is borne by us. */
    public Charge atMost(@Nullable Usd most) {
        return most == null || cost.compareTo(most) <= 0
                ? this
                : new Charge(lines, markup, providerCost, most);
    }

    /** The provider's cost of the prompt classes alone. */
    public Usd providerPromptCost() {
        return providerCost(sum(true));
    }

    /** The provider's cost of everything else, so that the two always add up to the whole. */
    public Usd providerCompletionCost() {
        return providerCost.minus(providerPromptCost());
    }

    private BigInteger sum(boolean prompt) {
        return lines.stream()
                .filter(line -> line.tokenClass().isPrompt() == prompt)
                .map(Line::picos)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger times(UnitPrice price, long quantity) {
        return BigInteger.valueOf(price.picos()).multiply(BigInteger.valueOf(quantity));
    }

    private static Usd providerCost(BigInteger picos) {
        return Rounding.halfUp(picos, PICOS_PER_NANO);
    }

    private static Usd cost(BigInteger picos, Markup markup) {
        return Rounding.halfUp(
                markup.applyTo(picos), PICOS_PER_NANO.multiply(BigInteger.valueOf(Markup.WHOLE)));
    }
}
