package dev.turnpike.persistence.pricing;

import dev.turnpike.billing.pricelists.PriceProposal;
import dev.turnpike.billing.pricelists.PriceProposal.Option;
import dev.turnpike.billing.pricelists.PriceProposal.State;
import dev.turnpike.billing.pricelists.PriceProposals;
import dev.turnpike.billing.pricelists.ProposalDraft;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps proposals in PostgreSQL. */
@Singleton
class JpaPriceProposals implements PriceProposals {

    private static final String ONE = "from PriceProposalEntity p where p.id = :key";
    private static final String OPEN_OF_OFFER =
            "from PriceProposalEntity p where p.offerId = :key and p.state = OPEN";
    private static final String OPEN =
            "from PriceProposalEntity p where p.state = OPEN order by p.id";
    private static final String OF_OFFER =
            "from PriceProposalEntity p where p.offerId = :offer order by p.id desc";
    private static final String COUNT =
            "select count(p) from PriceProposalEntity p where p.state = OPEN";
    private static final String DECIDED =
            """
            select count(p) from PriceProposalEntity p
            where p.offerId = :offer and p.evidenceHash = :hash
            and (p.origin = SHIPPED and p.state <> OPEN
                 or p.state in (APPROVED, REJECTED) and p.leftEdition = :edition)
            """;
    private static final String OPTIONS =
            "from ProposalOptionEntity o where o.proposalId in :proposals order by o.id";
    private static final String DECIDE =
            """
            update PriceProposalEntity p
            set p.state = :state, p.decidedAt = :at, p.decidedBy = :by, p.leftEdition = :left
            where p.id = :id and p.state = OPEN
            """;
    private static final String WITHDRAW =
            """
            update PriceProposalEntity p set p.state = WITHDRAWN, p.decidedAt = :at
            where p.id = :id and p.state = OPEN
            """;

    private final TenantScope tenants;

    @Inject
    JpaPriceProposals(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public Optional<PriceProposal> find(long id) {
        return one(ONE, id);
    }

    @Override
    @Transactional
    public Optional<PriceProposal> findOpen(String offerId) {
        return one(OPEN_OF_OFFER, offerId);
    }

    @Override
    @Transactional
    public List<PriceProposal> listOpen() {
        return complete(
                tenants.withoutAccount()
                        .createQuery(OPEN, PriceProposalEntity.class)
                        .getResultList());
    }

    @Override
    @Transactional
    public List<PriceProposal> listLast(String offerId, int limit) {
        return complete(
                tenants.withoutAccount()
                        .createQuery(OF_OFFER, PriceProposalEntity.class)
                        .setParameter("offer", offerId)
                        .setMaxResults(limit)
                        .getResultList());
    }

    @Override
    @Transactional
    public int countOpen() {
        return Math.toIntExact(
                tenants.withoutAccount().createQuery(COUNT, Long.class).getSingleResult());
    }

    @Override
    @Transactional
    public boolean wasDecided(ProposalDraft draft) {
        return tenants.withoutAccount()
                        .createQuery(DECIDED, Long.class)
                        .setParameter("offer", draft.offerId())
                        .setParameter("hash", draft.hash())
                        .setParameter("edition", draft.edition())
                        .getSingleResult()
                > 0;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void add(ProposalDraft draft, Instant at) {
        EntityManager database = tenants.withoutAccount();
        var added = new PriceProposalEntity(draft, at.truncatedTo(ChronoUnit.MICROS));
        database.persist(added);
        draft.options()
                .forEach(option -> database.persist(new ProposalOptionEntity(added.id(), option)));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean decide(long id, State state, Instant at, String by, long left) {
        return tenants.withoutAccount()
                        .createQuery(DECIDE)
                        .setParameter("id", id)
                        .setParameter("state", state)
                        .setParameter("at", at)
                        .setParameter("by", by)
                        .setParameter("left", left)
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean withdraw(long id, Instant at) {
        return tenants.withoutAccount()
                        .createQuery(WITHDRAW)
                        .setParameter("id", id)
                        .setParameter("at", at)
                        .executeUpdate()
                == 1;
    }

    private Optional<PriceProposal> one(String query, Object key) {
        List<PriceProposalEntity> found =
                tenants.withoutAccount()
                        .createQuery(query, PriceProposalEntity.class)
                        .setParameter("key", key)
                        .getResultList();
        return complete(found).stream().findFirst();
    }

    private List<PriceProposal> complete(List<PriceProposalEntity> found) {
        List<Long> ids = found.stream().map(PriceProposalEntity::id).toList();
        Map<Long, List<Option>> options =
                tenants.withoutAccount()
                        .createQuery(OPTIONS, ProposalOptionEntity.class)
                        .setParameter("proposals", ids)
                        .getResultStream()
                        .collect(
                                Collectors.groupingBy(
                                        ProposalOptionEntity::proposalId,
                                        Collectors.mapping(
                                                ProposalOptionEntity::toOption,
                                                Collectors.toList())));
        return found.stream()
                .map(each -> each.toProposal(options.getOrDefault(each.id(), List.of())))
                .toList();
    }
}
