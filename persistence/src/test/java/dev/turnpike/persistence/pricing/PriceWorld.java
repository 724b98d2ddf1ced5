package dev.turnpike.persistence.pricing;

import static dev.turnpike.billing.pricing.TokenClass.INPUT;
import static dev.turnpike.billing.pricing.TokenClass.OUTPUT;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.MaxTokensField;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.catalog.Protocol;
import dev.turnpike.billing.catalog.Provider;
import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricelists.Condition;
import dev.turnpike.billing.pricelists.KeptList;
import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.ListRow;
import dev.turnpike.billing.pricelists.ListSource;
import dev.turnpike.billing.pricelists.ListState;
import dev.turnpike.billing.pricelists.ListedPrice;
import dev.turnpike.billing.pricelists.PriceList;
import dev.turnpike.billing.pricelists.PriceListBook;
import dev.turnpike.billing.pricelists.PriceListReader.Reading;
import dev.turnpike.billing.pricelists.PriceListSettings;
import dev.turnpike.billing.pricelists.PriceProposal;
import dev.turnpike.billing.pricelists.PriceProposals;
import dev.turnpike.billing.pricelists.PriceReconciliation;
import dev.turnpike.billing.pricelists.PriceReconciliation.Tally;
import dev.turnpike.billing.pricelists.PriceSetting;
import dev.turnpike.billing.pricelists.ProposalDecision;
import dev.turnpike.billing.pricelists.ProposalDecision.Outcome;
import dev.turnpike.billing.pricelists.ProposalDesk;
import dev.turnpike.billing.pricelists.RowName;
import dev.turnpike.billing.pricelists.ShippedPrices;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.PriceVersions.Listing;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.tenancy.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An offer whose price two lists, the catalogue and an operator want to decide. */
final class PriceWorld {

    private static final TestDatabase DATABASE = TestDatabase.shared();
    static final PriceProposals PROPOSALS =
            DATABASE.keeper(PriceProposals.class, JpaPriceProposals::new);
    private static final PriceListSettings SETTINGS =
            PriceListSettings.parse(
                    "genai-prices=https://lists.test/g litellm=https://lists.test/l",
                    Duration.ofDays(1));
    static final String ADA = "ada@acme.test";
    static final PriceSheet USUAL = sheet(1_000, 2_000);

    private final Offer offer = offer();
    private final Map<ListFormat, @Nullable PriceSheet> said = new EnumMap<>(ListFormat.class);
    private boolean strange;
    private Instant now = World.NOW;

    PriceWorld() {
        ship(USUAL);
    }

    String offerId() {
        return offer.id();
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    /** From now on a list has names that no database stores. */
    void sayStrangely() {
        strange = true;
    }

    /**
     * Puts these into the lists.
     *
     * @param litellm null when it does not know the offer
     */
    void say(PriceSheet genaiPrices, @Nullable PriceSheet litellm) {
        said.put(ListFormat.GENAI_PRICES, genaiPrices);
        said.put(ListFormat.LITELLM, litellm);
    }

    void publish(PriceSheet sheet, String by) {
        DATABASE.inTransaction(
                tenants ->
                        versions(tenants)
                                .publish(List.of(new Listing(offer.id(), sheet, "a test", by))));
    }

    Tally compare() {
        return DATABASE.inTransaction(
                tenants ->
                        new PriceReconciliation(
                                        SETTINGS,
                                        (format, _, _) -> new Reading.Read(list(format)),
                                        new Said(),
                                        versions(tenants),
                                        desk(tenants),
                                        clock())
                                .run(List.of(offer)));
    }

    Outcome decision(Function<ProposalDecision, Outcome> act) {
        return DATABASE.inTransaction(
                tenants ->
                        act.apply(
                                new ProposalDecision(
                                        new JpaPriceProposals(tenants),
                                        versions(tenants),
                                        clock())));
    }

    PriceSetting.Outcome setting(Function<PriceSetting, PriceSetting.Outcome> act) {
        return DATABASE.inTransaction(
                tenants ->
                        act.apply(
                                new PriceSetting(
                                        versions(tenants),
                                        new JpaPriceProposals(tenants),
                                        clock())));
    }

    void ship(PriceSheet sheet) {
        var listing = new Listing(offer.id(), sheet, "a file", LiveCatalog.APPROVED_BY);
        DATABASE.inTransaction(
                tenants -> {
                    versions(tenants).publishShipped(List.of(listing));
                    new ShippedPrices(
                                    versions(tenants),
                                    new JpaPriceProposals(tenants),
                                    desk(tenants))
                            .propose(List.of(listing));
                    return true;
                });
    }

    PriceVersion current() {
        return DATABASE.inTransaction(tenants -> versions(tenants).listLast(offer.id(), 1))
                .getFirst();
    }

    Optional<PriceProposal> open() {
        return PROPOSALS.findOpen(offer.id());
    }

    private JpaPriceVersions versions(TenantScope tenants) {
        return new JpaPriceVersions(tenants, clock());
    }

    private ProposalDesk desk(TenantScope tenants) {
        return new ProposalDesk(new JpaPriceProposals(tenants), clock());
    }

    /** Never the same moment twice. */
    private InstantSource clock() {
        now = now.plusSeconds(1);
        Instant moment = now;
        return () -> moment;
    }

    private PriceList list(ListFormat format) {
        PriceSheet sheet = said.get(format);
        if (sheet == null) {
            return PriceList.of(format, List.of(), 0);
        }
        RowName name = RowName.ofProvider("openai", offer.upstreamModel());
        if (strange && format == ListFormat.LITELLM) {
            var refused = new ListRow.Refused(name, "no unit of a\u0000b");
            return PriceList.of(format, List.of(refused), 0);
        }
        Map<Condition, PriceSheet> conditions = new LinkedHashMap<>();
        for (PriceVariant variant : sheet.variants()) {
            conditions.put(
                    new Condition(
                            variant.condition().abovePromptTokens(),
                            variant.condition().tier() == null
                                    ? null
                                    : variant.condition().tier().code(),
                            null),
                    variant.prices());
        }
        ListedPrice price = new ListedPrice(new PriceSheet(sheet.prices()), conditions, Set.of());
        return PriceList.of(format, List.of(new ListRow.Priced(name, price)), 0);
    }

    static PriceSheet longer(PriceSheet usual, PriceSheet other) {
        return new PriceSheet(
                usual.prices(),
                List.of(new PriceVariant(new PriceCondition(50_000L, null), other)));
    }

    static PriceSheet sheet(long input, long output) {
        return new PriceSheet(Map.of(INPUT, new UnitPrice(input), OUTPUT, new UnitPrice(output)));
    }

    private static Offer offer() {
        LocalDate date = LocalDate.of(2026, 3, 1);
        String name = "ant-" + UUID.randomUUID();
        return new Offer(
                "toys/" + name,
                new Provider(
                        "openai",
                        "OpenAI",
                        Protocol.OPENAI,
                        "https://openai.test",
                        MaxTokensField.MAX_TOKENS,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        false,
                        null,
                        "a test",
                        date),
                name,
                100_000,
                null,
                null,
                List.of(),
                USUAL,
                "a test",
                date);
    }

    /** The lists that say what they say here, since the first moment of the test. */
    private final class Said implements PriceListBook {

        @Override
        public Optional<KeptList> find(ListSource source) {
            return said.containsKey(source.format())
                    ? Optional.of(
                            new KeptList(source.format(), "", null, "a".repeat(64), World.NOW))
                    : Optional.empty();
        }

        @Override
        public boolean claim(ListSource source, Instant at, Instant next) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void keep(KeptList list, Instant next) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void confirm(ListFormat format, Instant at, Instant next) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void fail(ListFormat format, String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ListState> listStates() {
            throw new UnsupportedOperationException();
        }
    }
}
