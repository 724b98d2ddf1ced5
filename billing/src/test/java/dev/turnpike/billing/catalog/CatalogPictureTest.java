package dev.turnpike.billing.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.KeptPrices;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.PriceVersions.Listing;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogPictureTest {

    private final Catalog shipped = Catalog.shipped(Map.of());
    private final Offer offer = shipped.listOffers().getFirst();
    private final KeptPrices versions = new KeptPrices();

    CatalogPictureTest() {
        versions.publish(
                shipped.listOffers().stream()
                        .map(each -> new Listing(each.id(), each.prices(), "a file", "shipped"))
                        .toList());
    }

    @Test
    void showsThePricesInForceInEveryOffer() {
        CatalogPicture before = CatalogPicture.take(shipped, versions);
        PriceVersion edition = publish(3);

        CatalogPicture after = before.refreshed(shipped, versions);

        assertThat(after.priceOf(offer)).isEqualTo(edition);
        assertThat(after.catalog().findModel(offer.modelId()).orElseThrow().offers())
                .filteredOn(each -> each.id().equals(offer.id()))
                .extracting(Offer::prices)
                .containsExactly(edition.sheet());
        assertThat(after.catalog().listOffers()).hasSameSizeAs(shipped.listOffers());
    }

    @Test
    void neverChangesAPictureThatSomebodyHas() {
        CatalogPicture before = CatalogPicture.take(shipped, versions);
        PriceVersion edition = before.priceOf(offer);
        publish(3);

        assertThat(before.refreshed(shipped, versions)).isNotSameAs(before);
        assertThat(before.priceOf(offer)).isEqualTo(edition);
    }

    @Test
    void readsNothingWhileThereIsNoNewEdition() {
        CatalogPicture picture = CatalogPicture.take(shipped, versions);

        assertThat(picture.refreshed(shipped, versions)).isSameAs(picture);
        assertThat(versions.readings()).isEqualTo(1);
    }

    @Test
    void knowsNoPriceOfWhatItDoesNotHave() {
        CatalogPicture empty = CatalogPicture.take(shipped, new KeptPrices());

        assertThatThrownBy(() -> empty.priceOf(offer)).hasMessageContaining(offer.id());
    }

    private PriceVersion publish(long picos) {
        PriceSheet sheet =
                new PriceSheet(
                        Map.of(
                                TokenClass.INPUT, new UnitPrice(picos),
                                TokenClass.OUTPUT, new UnitPrice(picos)));
        return versions.publish(List.of(new Listing(offer.id(), sheet, "a list", "ada")))
                .getFirst();
    }
}
