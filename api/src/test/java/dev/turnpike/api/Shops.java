package dev.turnpike.api;

import dev.turnpike.billing.catalog.MaxTokensField;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.catalog.PricedOffer;
import dev.turnpike.billing.catalog.Protocol;
import dev.turnpike.billing.catalog.Provider;
import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small world of providers: what is not said in a test does not matter to it. */
public final class Shops {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    private Shops() {}

    public static Provider provider(String slug, String baseUrl) {
        return new Provider(
                slug,
                slug.toUpperCase(java.util.Locale.ROOT),
                slug.startsWith("anthropic") ? Protocol.ANTHROPIC : Protocol.OPENAI,
                baseUrl,
                slug.equals("openai")
                        ? MaxTokensField.MAX_COMPLETION_TOKENS
                        : MaxTokensField.MAX_TOKENS,
                null,
                null,
                null,
                null,
                List.of(),
                slug.startsWith("discreet")
                        ? List.of("trains=no", "retention_days=0")
                        : List.of("trains=yes"),
                false,
                null,
                "test",
                DAY);
    }

    /** At this many dollars per million tokens in and out. */
    public static Offer offer(String modelId, Provider provider, long dollarsPerMillion) {
        UnitPrice price = new UnitPrice(dollarsPerMillion * 1_000_000);
        return new Offer(
                modelId,
                provider,
                "native-name",
                100_000,
                8_192L,
                null,
                List.of("tools", "structured_outputs"),
                new PriceSheet(Map.of(TokenClass.INPUT, price, TokenClass.OUTPUT, price)),
                "test",
                DAY);
    }

    /** The same offer, but at this price for calls whose prompt has more tokens than that. */
    public static Offer dearerAbove(Offer offer, long promptTokens, long dollarsPerMillion) {
        UnitPrice price = new UnitPrice(dollarsPerMillion * 1_000_000);
        PriceVariant longer =
                PriceVariant.over(
                        offer.prices(),
                        new PriceCondition(promptTokens, null),
                        Map.of(TokenClass.INPUT, price, TokenClass.OUTPUT, price));
        return with(offer, new PriceSheet(offer.prices().prices(), List.of(longer)));
    }

    /** The same offer, with these prices per million tokens on this tier. */
    public static Offer onTier(Offer offer, ServiceTier tier, long dollarsPerMillion) {
        UnitPrice price = new UnitPrice(dollarsPerMillion * 1_000_000);
        List<PriceVariant> variants = new ArrayList<>(offer.prices().variants());
        variants.add(
                PriceVariant.over(
                        offer.prices(),
                        PriceCondition.of(tier),
                        Map.of(TokenClass.INPUT, price, TokenClass.OUTPUT, price)));
        return with(offer, new PriceSheet(offer.prices().prices(), variants));
    }

    private static Offer with(Offer offer, PriceSheet prices) {
        return new Offer(
                offer.modelId(),
                offer.provider(),
                offer.upstreamModel(),
                offer.contextLength(),
                offer.maxOutputTokens(),
                offer.quantization(),
                offer.capabilities(),
                prices,
                offer.source(),
                offer.sourceDate());
    }

    public static Model model(String id, Offer... offers) {
        return new Model(
                id,
                id,
                id,
                id.substring(0, id.indexOf('/')),
                DAY,
                "A model",
                100_000,
                List.of("text"),
                List.of("text"),
                "GPT",
                null,
                null,
                List.of(),
                false,
                List.of(offers),
                "test",
                DAY);
    }

    /** With 15 % of markup. */
    public static PricedOffer priced(Offer offer) {
        return priced(offer, new Markup(1_500));
    }

    public static PricedOffer priced(Offer offer, Markup markup) {
        return new PricedOffer(
                offer,
                new PriceVersion(1, offer.id(), offer.prices(), Instant.EPOCH, "test", "test"),
                markup);
    }
}
