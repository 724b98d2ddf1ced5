package dev.turnpike.persistence.pricing;

import static dev.turnpike.billing.pricing.TokenClass.INPUT;
import static dev.turnpike.billing.pricing.TokenClass.OUTPUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import dev.turnpike.billing.pricelists.PriceProposal.Origin;
import dev.turnpike.billing.pricelists.PriceProposal.State;
import dev.turnpike.billing.pricelists.PriceProposals;
import dev.turnpike.billing.pricelists.PriceReconciliation;
import dev.turnpike.billing.pricelists.PriceReconciliation.Tally;
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
import org.junit.jupiter.api.Test;

/** From lists to editions and proposals, and what an operator decides about these. */
class PriceSyncTest {

    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final PriceProposals PROPOSALS =
            DATABASE.keeper(PriceProposals.class, JpaPriceProposals::new);
    private static final PriceListSettings SETTINGS =
            PriceListSettings.parse(
                    "genai-prices=https://lists.test/g litellm=https://lists.test/l",
                    Duration.ofDays(1));
    private static final String ADA = "ada@acme.test";
    private static final PriceSheet USUAL = sheet(1_000, 2_000);

    private final Offer offer = offer();
    private final Map<ListFormat, @Nullable PriceSheet> said = new EnumMap<>(ListFormat.class);
    private boolean strange;
    private Instant now = World.NOW;

    PriceSyncTest() {
        ship(USUAL);
    }

    @Test
    void makesAnEditionOfWhatTwoListsSay() {
        PriceSheet agreed = longer(sheet(1_500, 2_000), sheet(3_000, 4_000));
        say(agreed, agreed);

        assertThat(compare()).isEqualTo(new Tally(1, 0, 0));
        PriceVersion edition = current();
        assertThat(edition.sheet()).isEqualTo(agreed);
        assertThat(edition.approvedBy()).isEqualTo("two lists agree");
        assertThat(edition.source())
                .isEqualTo("genai-prices sha256:aaaaaaaaaaaaaaaa, litellm sha256:aaaaaaaaaaaaaaaa");
        assertThat(compare()).isEqualTo(new Tally(0, 0, 1));
        assertThat(current()).isEqualTo(edition);
    }

    @Test
    void proposesADisagreementOnceAndChangesNoPrice() {
        say(sheet(1_500, 2_000), sheet(1_600, 2_000));

        assertThat(compare()).isEqualTo(new Tally(0, 1, 0));
        PriceProposal open = open().orElseThrow();
        compare();

        assertThat(open()).contains(open);
        assertThat(current().sheet()).isEqualTo(USUAL);
        assertThat(open.reasons()).singleElement().asString().contains("input tokens");
        assertThat(open.evidence())
                .containsExactly(
                        "genai-prices: input tokens $0.0015, output tokens $0.002",
                        "litellm: input tokens $0.0016, output tokens $0.002");
        assertThat(open.options())
                .extracting(PriceProposal.Option::sheet)
                .containsExactly(sheet(1_500, 2_000), sheet(1_600, 2_000));
    }

    @Test
    void makesAnEditionOfWhatTheOperatorApproves() {
        PriceSheet long1 = longer(sheet(1_500, 2_000), sheet(3_000, 4_000));
        say(long1, longer(sheet(1_500, 2_000), sheet(5_000, 4_000)));
        compare();
        PriceProposal open = open().orElseThrow();

        Outcome outcome = decision(it -> it.approve(open.id(), 0, ADA));

        assertThat(outcome).isEqualTo(new Outcome.Approved(current()));
        assertThat(current().sheet()).isEqualTo(long1);
        assertThat(current().approvedBy()).isEqualTo(ADA);
        assertThat(decision(it -> it.approve(open.id(), 1, "bob")))
                .isEqualTo(new Outcome.NotOpen());
        compare();
        assertThat(open()).isEmpty();
        assertThat(PROPOSALS.listLast(offer.id(), 9))
                .extracting(PriceProposal::state, PriceProposal::decidedBy)
                .containsExactly(tuple(State.APPROVED, ADA));
    }

    @Test
    void doesNotAskAgainAboutEvidenceThatWasRejected() {
        say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        compare();
        long id = open().orElseThrow().id();

        assertThat(decision(it -> it.reject(id, ADA))).isEqualTo(new Outcome.Rejected(offer.id()));
        compare();
        assertThat(open()).isEmpty();
        say(sheet(1_500, 2_000), sheet(1_700, 2_000));
        compare();
        assertThat(open()).isPresent();
        assertThat(current().sheet()).isEqualTo(USUAL);
        assertThat(decision(it -> it.reject(id, ADA))).isEqualTo(new Outcome.NotOpen());
    }

    @Test
    void asksAgainAboutEvidenceThatWasDecidedWhenAnotherPriceIsInForce() {
        say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        compare();
        decision(it -> it.reject(open().orElseThrow().id(), ADA));
        say(sheet(1_200, 2_000), sheet(1_200, 2_000));
        assertThat(compare()).isEqualTo(new Tally(1, 0, 0));

        say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        compare();

        assertThat(open().orElseThrow().edition()).isEqualTo(current().id());
        decision(it -> it.approve(open().orElseThrow().id(), 0, ADA));
        compare();
        assertThat(open()).isEmpty();
    }

    @Test
    void replacesAProposalByNewerEvidenceAndWithdrawsItWhenListsAgreeAgain() {
        say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        compare();
        long first = open().orElseThrow().id();
        say(sheet(1_500, 2_000), sheet(1_700, 2_000));
        compare();
        assertThat(open().orElseThrow().id()).isNotEqualTo(first);
        assertThat(PROPOSALS.find(first).orElseThrow().state()).isEqualTo(State.WITHDRAWN);

        say(USUAL, USUAL);
        compare();

        assertThat(open()).isEmpty();
    }

    @Test
    void removesNoPriceAndNoProposalWhenListsAreMissingOrOld() {
        say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        compare();
        PriceProposal open = open().orElseThrow();
        now = now.plus(Duration.ofDays(15));

        assertThat(compare()).isEqualTo(new Tally(0, 0, 0));
        assertThat(open()).contains(open);
        assertThat(current().sheet()).isEqualTo(USUAL);
    }

    @Test
    void asksBeforeListsUndoWhatAPersonApproved() {
        say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        compare();
        decision(it -> it.approve(open().orElseThrow().id(), 1, ADA));
        say(sheet(1_500, 2_000), sheet(1_500, 2_000));
        compare();

        assertThat(current().sheet()).isEqualTo(sheet(1_600, 2_000));
        assertThat(open().orElseThrow().reasons())
                .containsExactly("the price in force was approved by " + ADA);
    }

    @Test
    void proposesWhatAnUpgradeBringsForAPriceThatWasDecidedHere() {
        say(sheet(1_500, 2_000), sheet(1_500, 2_000));
        compare();

        ship(USUAL);
        assertThat(open()).isEmpty();
        ship(sheet(1_400, 2_000));

        assertThat(current().sheet()).isEqualTo(sheet(1_500, 2_000));
        PriceProposal open = open().orElseThrow();
        assertThat(open.origin()).isEqualTo(Origin.SHIPPED);
        decision(it -> it.reject(open.id(), ADA));
        ship(sheet(1_400, 2_000));
        assertThat(open()).isEmpty();
    }

    @Test
    void withdrawsWhatAnUpgradeBroughtOnceTheListsAgree() {
        say(sheet(1_500, 2_000), sheet(1_500, 2_000));
        compare();
        ship(sheet(1_400, 2_000));
        assertThat(open()).isPresent();

        compare();

        assertThat(open()).isEmpty();
        ship(sheet(1_400, 2_000));
        assertThat(open()).isEmpty();
    }

    @Test
    void withdrawsADisagreementThatNoListSaysAnyMore() {
        say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        compare();
        assertThat(open()).isPresent();
        say(USUAL, null);

        assertThat(compare()).isEqualTo(new Tally(0, 0, 0));
        assertThat(open()).isEmpty();
    }

    @Test
    void publishesNothingFromAProposalThatIsOutOfDateAndDrawsItUpAnew() {
        say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        compare();
        long id = open().orElseThrow().id();
        publish(sheet(1_550, 2_000), ADA);

        assertThat(decision(it -> it.approve(id, 0, ADA)))
                .isEqualTo(new Outcome.OutOfDate(offer.id()));
        assertThat(current().sheet()).isEqualTo(sheet(1_550, 2_000));
        compare();
        PriceProposal drawnAnew = open().orElseThrow();
        assertThat(drawnAnew.id()).isNotEqualTo(id);
        assertThat(drawnAnew.edition()).isEqualTo(current().id());
        publish(sheet(1_560, 2_000), ADA);
        now = now.plus(Duration.ofDays(15));
        compare();
        assertThat(open()).isEmpty();
    }

    @Test
    void storesWhatAListSaysWhateverItsCharacters() {
        say(sheet(1_500, 2_000), sheet(1_500, 2_000));
        strange = true;

        assertThat(compare()).isEqualTo(new Tally(0, 1, 0));
        assertThat(open().orElseThrow().reasons()).containsExactly("litellm: no unit of a b");
    }

    @Test
    void answersWhatThereIsNot() {
        say(sheet(1_500, 2_000), sheet(1_600, 2_000));
        compare();
        long id = open().orElseThrow().id();

        assertThat(decision(it -> it.approve(0, 0, ADA))).isEqualTo(new Outcome.Unknown());
        assertThat(decision(it -> it.approve(id, 2, ADA))).isEqualTo(new Outcome.Unknown());
        assertThat(decision(it -> it.approve(id, -1, ADA))).isEqualTo(new Outcome.Unknown());
        assertThat(decision(it -> it.reject(0, ADA))).isEqualTo(new Outcome.Unknown());
        assertThat(PROPOSALS.listOpen()).extracting(PriceProposal::id).contains(id);
        assertThat(PROPOSALS.countOpen()).isPositive();
    }

    private void say(PriceSheet genaiPrices, @Nullable PriceSheet litellm) {
        said.put(ListFormat.GENAI_PRICES, genaiPrices);
        said.put(ListFormat.LITELLM, litellm);
    }

    private void publish(PriceSheet sheet, String by) {
        DATABASE.inTransaction(
                tenants ->
                        versions(tenants)
                                .publish(List.of(new Listing(offer.id(), sheet, "a test", by))));
    }

    private Tally compare() {
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

    private Outcome decision(Function<ProposalDecision, Outcome> act) {
        return DATABASE.inTransaction(
                tenants ->
                        act.apply(
                                new ProposalDecision(
                                        new JpaPriceProposals(tenants),
                                        versions(tenants),
                                        clock())));
    }

    private void ship(PriceSheet sheet) {
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

    private PriceVersion current() {
        return DATABASE.inTransaction(tenants -> versions(tenants).listLast(offer.id(), 1))
                .getFirst();
    }

    private Optional<PriceProposal> open() {
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
                    new Condition(variant.condition().abovePromptTokens(), null, null),
                    variant.prices());
        }
        ListedPrice price = new ListedPrice(new PriceSheet(sheet.prices()), conditions, Set.of());
        return PriceList.of(format, List.of(new ListRow.Priced(name, price)), 0);
    }

    private static PriceSheet longer(PriceSheet usual, PriceSheet other) {
        return new PriceSheet(
                usual.prices(),
                List.of(new PriceVariant(new PriceCondition(50_000L, null), other)));
    }

    private static PriceSheet sheet(long input, long output) {
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
