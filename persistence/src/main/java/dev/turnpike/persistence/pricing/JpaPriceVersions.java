package dev.turnpike.persistence.pricing;

import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.PriceVersions;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Keeps every edition of every price sheet in PostgreSQL. */
@Singleton
class JpaPriceVersions implements PriceVersions {

    /** Publishers take turns; the number only has to differ from those of other such locks. */
    private static final String TAKE_TURN =
            "select true from (select pg_advisory_xact_lock(7180001)) as locked";

    private static final String CURRENT =
            """
            from PriceVersionEntity v left join fetch v.variants
            where v.id in (select max(w.id) from PriceVersionEntity w
                           where w.offerId in :offers group by w.offerId)
            """;

    private static final String ALL_CURRENT =
            """
            from PriceVersionEntity v left join fetch v.variants
            where v.id in (select max(w.id) from PriceVersionEntity w group by w.offerId)
            order by v.offerId
            """;

    private static final String OF_OFFER =
            "from PriceVersionEntity v where v.offerId = :offer order by v.id desc";

    private static final String LAST_APPROVED =
            """
            from PriceVersionEntity v
            where v.id = (select max(w.id) from PriceVersionEntity w
                          where w.offerId = :offer and w.approvedBy = :by)
            """;

    private static final String NEWEST = "select coalesce(max(v.id), 0) from PriceVersionEntity v";

    private final TenantScope tenants;
    private final InstantSource clock;

    @Inject
    JpaPriceVersions(TenantScope tenants, InstantSource clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void takeTurn() {
        tenants.withoutAccount().createNativeQuery(TAKE_TURN).getSingleResult();
    }

    @Override
    @Transactional
    public Optional<PriceVersion> findLast(String offerId, String approvedBy) {
        return tenants.withoutAccount()
                .createQuery(LAST_APPROVED, PriceVersionEntity.class)
                .setParameter("offer", offerId)
                .setParameter("by", approvedBy)
                .getResultStream()
                .findFirst()
                .map(PriceVersionEntity::toPriceVersion);
    }

    @Override
    @Transactional
    public List<PriceVersion> listLast(String offerId, int limit) {
        return tenants.withoutAccount()
                .createQuery(OF_OFFER, PriceVersionEntity.class)
                .setParameter("offer", offerId)
                .setMaxResults(limit)
                .getResultStream()
                .map(PriceVersionEntity::toPriceVersion)
                .toList();
    }

    @Override
    @Transactional
    public List<PriceVersion> publish(Collection<Listing> listings) {
        return publish(listings, (_, _) -> true);
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<PriceVersion> publishShipped(Collection<Listing> listings) {
        return publish(
                listings, (current, listing) -> current.approvedBy().equals(listing.approvedBy()));
    }

    /** Makes new editions of what differs and may be replaced. */
    private List<PriceVersion> publish(
            Collection<Listing> listings, BiPredicate<PriceVersion, Listing> mayReplace) {
        EntityManager database = tenants.withoutAccount();
        takeTurn();
        // The database keeps microseconds; what is returned must equal what is read later.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, PriceVersion> current = current(database, listings);
        Map<String, PriceVersion> published = new LinkedHashMap<>();
        for (Listing listing : listings) {
            PriceVersion known = current.get(listing.offerId());
            if (known == null
                    || (!known.sheet().equals(listing.sheet())
                            && mayReplace.test(known, listing))) {
                known = add(database, listing, now);
            }
            published.put(listing.offerId(), known);
        }
        return List.copyOf(published.values());
    }

    @Override
    @Transactional
    public long newest() {
        return tenants.withoutAccount().createQuery(NEWEST, Long.class).getSingleResult();
    }

    @Override
    @Transactional
    public List<PriceVersion> listCurrent() {
        return tenants.withoutAccount()
                .createQuery(ALL_CURRENT, PriceVersionEntity.class)
                .getResultStream()
                .map(PriceVersionEntity::toPriceVersion)
                .toList();
    }

    @Override
    @Transactional
    public Optional<PriceVersion> find(long id) {
        return Optional.ofNullable(tenants.withoutAccount().find(PriceVersionEntity.class, id))
                .map(PriceVersionEntity::toPriceVersion);
    }

    private static PriceVersion add(EntityManager database, Listing listing, Instant now) {
        var added = new PriceVersionEntity(listing, now);
        database.persist(added);
        return added.toPriceVersion();
    }

    private static Map<String, PriceVersion> current(
            EntityManager database, Collection<Listing> listings) {
        return database.createQuery(CURRENT, PriceVersionEntity.class)
                .setParameter("offers", listings.stream().map(Listing::offerId).toList())
                .getResultStream()
                .map(PriceVersionEntity::toPriceVersion)
                .collect(Collectors.toMap(PriceVersion::offerId, version -> version));
    }
}
