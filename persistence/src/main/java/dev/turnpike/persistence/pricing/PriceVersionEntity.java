package dev.turnpike.persistence.pricing;

import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.PriceVersions.Listing;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of an edition of a price sheet. */
@Entity
@Immutable
@Table(name = "price_version")
class PriceVersionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "price_version_id")
    private @Nullable Long id;

    @Column(name = "offer_id")
    private String offerId;

    // Null when the sheet names no price at all: Hibernate then sees no sheet.
    @Embedded private @Nullable PriceColumns prices;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "price_variant", joinColumns = @JoinColumn(name = "price_version_id"))
    private List<VariantColumns> variants;

    @Column(name = "effective_from")
    private Instant effectiveFrom;

    private String source;

    @Column(name = "approved_by")
    private String approvedBy;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected PriceVersionEntity() {}

    PriceVersionEntity(Listing listing, Instant effectiveFrom) {
        offerId = listing.offerId();
        prices = PriceColumns.of(listing.sheet());
        variants = listing.sheet().variants().stream().map(VariantColumns::of).toList();
        this.effectiveFrom = effectiveFrom;
        source = listing.source();
        approvedBy = listing.approvedBy();
    }

    PriceVersion toPriceVersion() {
        if (id == null) {
            throw new IllegalStateException("Not stored yet: a price version of " + offerId);
        }
        PriceSheet sheet =
                new PriceSheet(
                        prices == null ? Map.of() : prices.toPrices(),
                        variants.stream().map(VariantColumns::toVariant).toList());
        return new PriceVersion(id, offerId, sheet, effectiveFrom, source, approvedBy);
    }
}
