package dev.turnpike.persistence.pricing;

import dev.turnpike.billing.pricelists.PriceProposal;
import dev.turnpike.billing.pricelists.PriceProposal.Option;
import dev.turnpike.billing.pricelists.PriceProposal.Origin;
import dev.turnpike.billing.pricelists.PriceProposal.State;
import dev.turnpike.billing.pricelists.ProposalDraft;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a proposal; what can be approved lies in rows of its own. */
@Entity
@Table(name = "price_proposal")
class PriceProposalEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "price_proposal_id")
    private @Nullable Long id;

    @Column(name = "offer_id")
    private String offerId;

    @Enumerated(EnumType.STRING)
    private Origin origin;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "price_version_id")
    private long edition;

    private String reasons;

    private String evidence;

    @Column(name = "evidence_sha256")
    private String evidenceHash;

    @Column(name = "made_at")
    private Instant madeAt;

    @Column(name = "decided_at")
    private @Nullable Instant decidedAt;

    @Column(name = "decided_by")
    private @Nullable String decidedBy;

    @SuppressWarnings("UnusedVariable") // Queries read it.
    @Column(name = "left_version_id")
    private @Nullable Long leftEdition;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected PriceProposalEntity() {}

    PriceProposalEntity(ProposalDraft draft, Instant madeAt) {
        offerId = draft.offerId();
        origin = draft.origin();
        state = State.OPEN;
        edition = draft.edition();
        reasons = lines(draft.reasons());
        evidence = lines(draft.evidence());
        evidenceHash = draft.hash();
        this.madeAt = madeAt;
    }

    long id() {
        if (id == null) {
            throw new IllegalStateException("Not stored yet: a proposal for " + offerId);
        }
        return id;
    }

    PriceProposal toProposal(List<Option> options) {
        return new PriceProposal(
                id(),
                offerId,
                origin,
                state,
                edition,
                reasons.lines().toList(),
                evidence.lines().toList(),
                evidenceHash,
                options,
                madeAt,
                decidedAt,
                decidedBy);
    }

    private static String lines(List<String> all) {
        StringBuilder text = new StringBuilder();
        all.forEach(line -> text.append(line.replaceAll("\\R", " ")).append('\n'));
        return text.toString();
    }
}
