package dev.turnpike.persistence.pricing;

import dev.turnpike.billing.pricelists.PriceProposal.Option;
import dev.turnpike.billing.pricing.PriceSheet;
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
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of prices that can be approved. */
@Entity
@Immutable
@Table(name = "price_proposal_option")
class ProposalOptionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "price_proposal_option_id")
    private @Nullable Long id;

    @Column(name = "price_proposal_id")
    private long proposalId;

    private String source;

    @Embedded private @Nullable PriceColumns prices;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(
            name = "price_proposal_variant",
            joinColumns = @JoinColumn(name = "price_proposal_option_id"))
    private List<VariantColumns> variants;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected ProposalOptionEntity() {}

    ProposalOptionEntity(long proposalId, Option option) {
        this.proposalId = proposalId;
        source = option.source();
        prices = PriceColumns.of(option.sheet());
        variants = option.sheet().variants().stream().map(VariantColumns::of).toList();
    }

    long proposalId() {
        return proposalId;
    }

    Option toOption() {
        return new Option(
                source,
                new PriceSheet(
                        prices == null ? Map.of() : prices.toPrices(),
                        variants.stream().map(VariantColumns::toVariant).toList()));
    }
}
