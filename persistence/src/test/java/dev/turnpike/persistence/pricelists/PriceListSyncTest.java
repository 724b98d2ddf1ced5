package dev.turnpike.persistence.pricelists;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.MaxTokensField;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.catalog.Protocol;
import dev.turnpike.billing.catalog.Provider;
import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricelists.KeptList;
import dev.turnpike.billing.pricelists.ListFetcher.Fetched;
import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.ListRow;
import dev.turnpike.billing.pricelists.ListSource;
import dev.turnpike.billing.pricelists.ListState;
import dev.turnpike.billing.pricelists.ListedPrice;
import dev.turnpike.billing.pricelists.PriceList;
import dev.turnpike.billing.pricelists.PriceListBook;
import dev.turnpike.billing.pricelists.PriceListReader.Reading;
import dev.turnpike.billing.pricelists.PriceListSettings;
import dev.turnpike.billing.pricelists.PriceListSync;
import dev.turnpike.billing.pricelists.PriceProposals;
import dev.turnpike.billing.pricelists.PriceReconciliation;
import dev.turnpike.billing.pricelists.ProposalDesk;
import dev.turnpike.billing.pricelists.RowName;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVersions;
import dev.turnpike.billing.pricing.PriceVersions.Listing;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.pricing.Prices;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the places of lists to prices; the texts of these lists are the pico-dollars of input. */
class PriceListSyncTest {

    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final String GENAI = "genai-prices=https://lists.test/g";
    private static final String LITELLM = "litellm=https://lists.test/l";

    private final PriceListBook book = DATABASE.keeper(PriceListBook.class, JpaPriceListBook::new);
    private final AtomicLong ticks = new AtomicLong();
    private final PriceVersions versions =
            DATABASE.keeper(
                    PriceVersions.class,
                    tenants ->
                            Prices.versions(
                                    tenants, () -> World.NOW.plusMillis(ticks.incrementAndGet())));
    private final PriceProposals proposals =
            DATABASE.keeper(PriceProposals.class, Prices::proposals);
    private final Offer offer = offer();
    private final Map<ListFormat, Fetched> places = new EnumMap<>(ListFormat.class);
    private final List<String> asked = new ArrayList<>();
    private PriceListSettings settings = set(GENAI, LITELLM);
    private boolean stricter;
    private Instant now = World.NOW;

    @BeforeEach
    void begin() {
        TestDatabase.execute(DATABASE.superuser(), "delete from price_list");
        versions.publish(
                List.of(
                        new Listing(
                                offer.id(), offer.prices(), "a file", LiveCatalog.APPROVED_BY)));
    }

    @Test
    void letsPricesFollowTheListsOnceADay() {
        say("1500", "1500");

        run();
        now = now.plus(Duration.ofHours(23));
        run();

        assertThat(price()).isEqualTo(sheet(1_500));
        assertThat(asked).containsExactly("GENAI_PRICES null", "LITELLM null");
        assertThat(states()).extracting(ListState::failure).containsOnlyNulls();
    }

    @Test
    void asksWhetherAListIsStillTheSame() {
        say("1500", "1600");
        run();
        places.put(ListFormat.LITELLM, new Fetched.Unchanged());
        places.put(ListFormat.GENAI_PRICES, fresh("1600"));
        now = now.plus(Duration.ofDays(1));

        run();

        assertThat(asked).contains("LITELLM tag-1600", "GENAI_PRICES tag-1500");
        assertThat(price()).isEqualTo(sheet(1_600));
        assertThat(states()).extracting(ListState::fetchedAt).containsOnly(now);
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "empty"})
    void keepsTheLastGoodTextWhenANewOneIsNoList(String text) {
        say("1500", "1500");
        run();
        say(text, "1600");
        now = now.plus(Duration.ofDays(1));

        run();

        assertThat(book.find(source(GENAI)).map(KeptList::text)).contains("1500");
        assertThat(price()).isEqualTo(sheet(1_500));
        assertThat(states().getFirst().failure()).startsWith("it ");
        assertThat(proposals.findOpen(offer.id())).isPresent();
    }

    @Test
    void tellsThatWhatItKeepsCannotBeReadAnyMoreAndLetsItNotCount() {
        say("1500", "1600");
        run();
        stricter = true;
        places.put(ListFormat.GENAI_PRICES, new Fetched.Unchanged());
        places.put(ListFormat.LITELLM, fresh("1500"));
        now = now.plus(Duration.ofDays(1));

        run();

        assertThat(states().getFirst().failure())
                .isEqualTo("what we keep of it cannot be read any more: a comma is missing");
        assertThat(states().getLast().failure()).isNull();
        assertThat(price()).isEqualTo(sheet(1_000));
    }

    @Test
    void doesNotCountAListThatIsSetNoMoreOrLiesElsewhereNow() {
        say("1500", "1600");
        run();
        settings = set(LITELLM, "openrouter=https://lists.test/o");
        places.put(ListFormat.OPENROUTER, fresh("1500"));
        now = now.plus(Duration.ofHours(1));

        run();
        assertThat(price()).isEqualTo(sheet(1_000));
        assertThat(proposals.findOpen(offer.id()).orElseThrow().evidence())
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly("litellm", "openrouter");

        settings = set("litellm=https://lists.test/moved", "openrouter=https://lists.test/o");
        places.put(ListFormat.LITELLM, new Fetched.Failed("nobody answers"));
        places.put(ListFormat.OPENROUTER, new Fetched.Unchanged());
        now = now.plus(Duration.ofDays(1));
        run();
        assertThat(proposals.findOpen(offer.id()).orElseThrow().evidence())
                .singleElement()
                .asString()
                .startsWith("openrouter");
    }

    @Test
    void triesAgainSoonAfterAFailureThatChangesNothing() {
        places.put(ListFormat.GENAI_PRICES, new Fetched.Failed("nobody answers"));
        places.put(ListFormat.LITELLM, new Fetched.Failed("nobody answers"));
        run();
        now = now.plus(Duration.ofMinutes(29));
        run();
        assertThat(asked).hasSize(2);
        assertThat(states()).extracting(ListState::failure).containsOnly("nobody answers");

        now = now.plus(Duration.ofMinutes(1));
        say("1500", "1500");
        run();

        assertThat(price()).isEqualTo(sheet(1_500));
    }

    private static ListSource source(String set) {
        return set(set).sources().getFirst();
    }

    private static PriceListSettings set(String... sources) {
        return PriceListSettings.parse(String.join(" ", sources), Duration.ofDays(1));
    }

    private void run() {
        InstantSource clock = InstantSource.fixed(now);
        new PriceListSync(
                        settings,
                        this::fetch,
                        (format, bytes, _) -> read(format, new String(bytes, UTF_8)),
                        book,
                        new PriceReconciliation(
                                settings,
                                (format, bytes, _) -> read(format, new String(bytes, UTF_8)),
                                book,
                                versions,
                                new ProposalDesk(proposals, clock),
                                clock),
                        () -> List.of(offer),
                        clock)
                .run();
    }

    private Fetched fetch(ListSource source, @Nullable String etag) {
        asked.add(source.format() + " " + etag);
        return Objects.requireNonNull(places.get(source.format()));
    }

    private Reading read(ListFormat format, String text) {
        if (text.equals("broken")) {
            return new Reading.Unreadable("a brace is missing");
        }
        if (stricter && format == ListFormat.GENAI_PRICES) {
            return new Reading.Unreadable("a comma is missing");
        }
        if (text.equals("empty")) {
            return new Reading.Read(PriceList.of(format, List.of(), 9));
        }
        ListedPrice price = ListedPrice.flat(sheet(Long.parseLong(text)));
        RowName name = RowName.ofProvider("openai", offer.upstreamModel());
        return new Reading.Read(PriceList.of(format, List.of(new ListRow.Priced(name, price)), 0));
    }

    private void say(String genaiPrices, String litellm) {
        places.put(ListFormat.GENAI_PRICES, fresh(genaiPrices));
        places.put(ListFormat.LITELLM, fresh(litellm));
    }

    private static Fetched fresh(String text) {
        return new Fetched.Fresh(text, "tag-" + text, "c".repeat(64));
    }

    private PriceSheet price() {
        return versions.listLast(offer.id(), 1).getFirst().sheet();
    }

    private List<ListState> states() {
        return book.listStates();
    }

    private static PriceSheet sheet(long input) {
        return new PriceSheet(
                Map.of(
                        TokenClass.INPUT, new UnitPrice(input),
                        TokenClass.OUTPUT, new UnitPrice(2_000)));
    }

    private static Offer offer() {
        LocalDate date = LocalDate.of(2026, 3, 1);
        String name = "bee-" + UUID.randomUUID();
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
                sheet(1_000),
                "a test",
                date);
    }
}
