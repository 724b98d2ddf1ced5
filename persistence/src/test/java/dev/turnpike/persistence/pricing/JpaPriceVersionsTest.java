package dev.turnpike.persistence.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.DailyWindow;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.PriceVersions;
import dev.turnpike.billing.pricing.PriceVersions.Listing;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class JpaPriceVersionsTest {

    private static final Instant LATER = World.NOW.plusSeconds(60);

    private int shipments;

    private final String offer = "echo@" + UUID.randomUUID();

    @Test
    void storesEveryClassOfPrices() {
        Map<TokenClass, UnitPrice> prices = new EnumMap<>(TokenClass.class);
        for (TokenClass tokenClass : TokenClass.values()) {
            prices.put(tokenClass, new UnitPrice(prices.size()));
        }

        PriceVersion published = publish(new PriceSheet(prices), World.NOW);

        assertThat(published.sheet().prices()).isEqualTo(prices);
        assertThat(versionsAt(World.NOW).find(published.id())).contains(published);
    }

    @Test
    void storesPricesUnderConditions() {
        PriceSheet sheet = withVariants(sheet(5));

        PriceVersion published = publish(sheet, World.NOW);

        assertThat(published.sheet()).isEqualTo(sheet);
        assertThat(versionsAt(World.NOW).find(published.id())).contains(published);
        assertThat(publish(sheet, LATER)).isEqualTo(published);
        assertThat(publish(sheet(5), LATER).id()).isGreaterThan(published.id());
    }

    @Test
    void neverChangesPricesUnderConditions() {
        PriceVersion published = publish(withVariants(sheet(5)), World.NOW);

        assertThatThrownBy(
                        () ->
                                World.numbers(
                                        """
                                        update price_variant set input_picos = 0
                                        where price_version_id = ? returning input_picos
                                        """,
                                        published.id()))
                .hasMessageContaining("price_variant");
    }

    @Test
    void keepsTheEditionWhileTheListSaysTheSame() {
        PriceVersion first = publish(sheet(5), World.NOW);

        assertThat(publish(sheet(5), LATER)).isEqualTo(first);
    }

    @Test
    void addsAnEditionWhenAPriceMovesAndKeepsTheOldOne() {
        PriceVersion first = publish(sheet(5), World.NOW);
        PriceVersion second = publish(sheet(6), LATER);
        PriceVersion third = publish(sheet(5), LATER.plusSeconds(1));

        assertThat(List.of(first.id(), second.id(), third.id())).isSorted().doesNotHaveDuplicates();
        assertThat(versionsAt(LATER).find(first.id())).contains(first);
        assertThat(second.effectiveFrom()).isEqualTo(LATER);
    }

    @Test
    void endsWithOneEditionWhenTwoNodesPublishAtOnce() {
        List<Future<PriceVersion>> published = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                published.add(threads.submit(() -> publish(sheet(5), World.NOW)));
            }
        }

        assertThat(published)
                .extracting(Future::resultNow)
                .containsOnly(published.get(0).resultNow());
    }

    @Test
    void keepsAnUnknownPriceUnknown() {
        PriceVersion empty = publish(new PriceSheet(Map.of()), World.NOW);

        assertThat(versionsAt(LATER).find(empty.id())).contains(empty);
        assertThat(publish(new PriceSheet(Map.of()), LATER)).isEqualTo(empty);
    }

    @Test
    void publishesAnEmptyList() {
        assertThat(versionsAt(World.NOW).publish(List.of())).isEmpty();
    }

    @Test
    void shipsPricesOverThoseThatWereShipped() {
        PriceVersion first = ship(sheet(5));
        PriceVersion second = ship(sheet(6));

        assertThat(second.id()).isGreaterThan(first.id());
        assertThat(second.sheet()).isEqualTo(sheet(6));
        assertThat(ship(sheet(6))).isEqualTo(second);
    }

    @Test
    void doesNotShipPricesOverThoseThatSomebodyApproved() {
        ship(sheet(5));
        PriceVersion approved = publish(sheet(7), LATER);

        assertThat(ship(sheet(6))).isEqualTo(approved);
        assertThat(versionsAt(LATER).listCurrent()).contains(approved);
    }

    @Test
    void tellsTheNewestEditionAndTheCurrentOnes() {
        PriceVersion first = publish(withVariants(sheet(5)), World.NOW);
        PriceVersion second = publish(withVariants(sheet(6)), LATER);

        assertThat(versionsAt(LATER).newest()).isGreaterThanOrEqualTo(second.id());
        assertThat(versionsAt(LATER).listCurrent()).containsOnlyOnce(second).doesNotContain(first);
    }

    private PriceVersion ship(PriceSheet sheet) {
        var listing = new Listing(offer, sheet, "a file", "shipped");
        return versionsAt(LATER.minusSeconds(++shipments))
                .publishShipped(List.of(listing))
                .getFirst();
    }

    private PriceVersion publish(PriceSheet sheet, Instant now) {
        var listing = new Listing(offer, sheet, "a list", "ada");
        return versionsAt(now).publish(List.of(listing)).get(0);
    }

    private static PriceSheet withVariants(PriceSheet usual) {
        var night = new DailyWindow(LocalTime.of(16, 30), LocalTime.of(0, 30));
        return new PriceSheet(
                usual.prices(),
                List.of(
                        PriceVariant.over(
                                usual,
                                new PriceCondition(200_000L, null),
                                Map.of(TokenClass.INPUT, new UnitPrice(7))),
                        PriceVariant.over(
                                usual,
                                new PriceCondition(null, night),
                                Map.of(TokenClass.OUTPUT, new UnitPrice(3))),
                        PriceVariant.over(
                                usual,
                                new PriceCondition(200_000L, night),
                                Map.of(TokenClass.REQUEST, new UnitPrice(1))),
                        new PriceVariant(
                                PriceCondition.of(ServiceTier.FLEX),
                                new PriceSheet(usual.prices())),
                        new PriceVariant(
                                new PriceCondition(200_000L, night, ServiceTier.PRIORITY),
                                new PriceSheet(usual.prices()))));
    }

    private static PriceSheet sheet(long picos) {
        return new PriceSheet(
                Map.of(
                        TokenClass.INPUT, new UnitPrice(picos),
                        TokenClass.OUTPUT, new UnitPrice(9)));
    }

    private static PriceVersions versionsAt(Instant now) {
        return TestDatabase.shared()
                .keeper(PriceVersions.class, tenants -> new JpaPriceVersions(tenants, () -> now));
    }
}
