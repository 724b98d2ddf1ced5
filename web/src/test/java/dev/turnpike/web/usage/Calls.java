package dev.turnpike.web.usage;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.catalog.Catalog;
import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import dev.turnpike.billing.pricing.Usage;
import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.CallDetails;
import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.billing.usage.Generations;
import dev.turnpike.web.catalog.ProviderNames;
import dev.turnpike.web.keys.FixedKeys;
import dev.turnpike.web.page.Browser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Calls that are simply there, newest first. */
public record Calls(List<Generation> calls) implements Generations {

    private static final PriceSheet SHEET =
            new PriceSheet(
                    Map.of(
                            TokenClass.INPUT, new UnitPrice(500_000),
                            TokenClass.OUTPUT, new UnitPrice(1_500_000)));

    /** Fell back once, then answered: 1,200 in, 800 of them cached, 345 out. */
    public static final Generation ANSWERED = answered(1);

    /** Nobody delivered. */
    public static final Generation FAILED =
            new Generation(
                    id(0),
                    Browser.ACME,
                    FixedKeys.LAPTOP.id(),
                    Browser.NOW.minusSeconds(90),
                    details(),
                    Generation.Status.FAILED,
                    List.of(new Attempt("sandbox/flaky", "sandbox", 503, 41, "provider_error")),
                    null,
                    null,
                    "no_provider_available");

    /** What keys and providers are called. */
    public static final NameBook NAMES =
            new NameBook(
                    new FixedKeys(List.of(FixedKeys.LAPTOP)),
                    new ProviderNames(
                            Catalog.shipped(
                                            Map.of(
                                                    "TURNPIKE_SANDBOX_MODELS_URL",
                                                    "http://127.0.0.1:8083"))
                                    .listProviders()));

    /** A call like {@link #ANSWERED} with this number. */
    public static Generation answered(int number) {
        return answered(number, SHEET);
    }

    /** A call like {@link #ANSWERED}, to a provider for which its prompt is long. */
    static Generation longPrompt() {
        PriceVariant longer =
                PriceVariant.over(
                        SHEET,
                        new PriceCondition(1_000L, null),
                        Map.of(TokenClass.INPUT, new UnitPrice(1_000_000)));
        return answered(1, new PriceSheet(SHEET.prices(), List.of(longer)));
    }

    /** A call like {@link #ANSWERED}, served by a tier on which input costs $0.25 a million. */
    static Generation onFlex() {
        PriceVariant flex =
                PriceVariant.over(
                        SHEET,
                        PriceCondition.of(ServiceTier.FLEX),
                        Map.of(TokenClass.INPUT, new UnitPrice(250_000)));
        return answered(1, new PriceSheet(SHEET.prices(), List.of(flex)), ServiceTier.FLEX);
    }

    private static Generation answered(int number, PriceSheet sheet) {
        return answered(number, sheet, null);
    }

    private static Generation answered(int number, PriceSheet sheet, @Nullable ServiceTier tier) {
        TokenCounts counts =
                TokenCounts.of(TokenClass.INPUT, 400)
                        .with(TokenClass.CACHE_READ, 800)
                        .with(TokenClass.OUTPUT, 345);
        return new Generation(
                id(number),
                Browser.ACME,
                FixedKeys.LAPTOP.id(),
                Browser.NOW.minusSeconds(60L * number),
                details(),
                Generation.Status.COMPLETED,
                List.of(
                        new Attempt("sandbox/flaky", "sandbox", 429, 38, "rate_limit_exceeded"),
                        new Attempt("sandbox/echo", "sandbox", 200, 112, null)),
                new Delivery(
                        "sandbox/echo",
                        "sandbox",
                        new PriceVersion(
                                7,
                                "sandbox/echo@sandbox",
                                sheet,
                                Instant.parse("2026-11-01T00:00:00Z"),
                                "sandbox price list 2026-11-01",
                                "shipped catalogue"),
                        Usage.reported(counts),
                        "chatcmpl-77",
                        "stop",
                        "stop",
                        140,
                        990,
                        false,
                        tier),
                Charge.of(charged(sheet, 1_200, tier), new Markup(1_500), counts),
                null);
    }

    private static PriceSheet charged(
            PriceSheet sheet, long promptTokens, @Nullable ServiceTier tier) {
        PriceVariant variant = sheet.variantFor(promptTokens, Browser.NOW, tier);
        return variant == null ? sheet : variant.prices();
    }

    /** The second provider answered, but its answer was worth nothing, for this reason. */
    static Generation worthless(String error) {
        return new Generation(
                id(99),
                Browser.ACME,
                FixedKeys.LAPTOP.id(),
                Browser.NOW.minusSeconds(30),
                details(),
                Generation.Status.FAILED,
                ANSWERED.attempts(),
                null,
                null,
                error);
    }

    /** This many answered calls. */
    static Calls many(int count) {
        return new Calls(IntStream.rangeClosed(1, count).mapToObj(Calls::answered).toList());
    }

    static GenerationId id(int number) {
        return new GenerationId(new UUID(0x0193a00000007000L, number));
    }

    private static CallDetails details() {
        return new CallDetails("sandbox/flaky", true, null, null, null, null);
    }

    @Override
    public Optional<Generation> find(AccountId account, GenerationId id) {
        return calls.stream().filter(call -> call.id().equals(id)).findFirst();
    }

    @Override
    public List<Generation> listRecent(
            AccountId account, @Nullable GenerationId before, int limit) {
        int start =
                before == null
                        ? 0
                        : calls.stream().map(Generation::id).toList().indexOf(before) + 1;
        return calls.stream().skip(start).limit(limit).toList();
    }

    @Override
    public List<ModelSpend> listSpend(AccountId account, Instant from, Instant to) {
        return calls.isEmpty()
                ? List.of()
                : List.of(
                        new ModelSpend("sandbox/echo", 1_204, 961_500, 88_120, Usd.parse("0.81")),
                        new ModelSpend("sandbox/json", 12, 4_100, 900, Usd.parse("0.2000375")));
    }
}
