package dev.turnpike.persistence.pricelists;

import dev.turnpike.billing.pricelists.KeptList;
import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.ListSource;
import dev.turnpike.billing.pricelists.ListState;
import dev.turnpike.billing.pricelists.PriceListBook;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps price lists in PostgreSQL. Each change is one statement. */
@Singleton
class JpaPriceListBook implements PriceListBook {

    /** The text of one place is not the list of another one. */
    private static final String CLAIM =
            """
            insert into price_list as kept (format, place, tried_at, next_try_at)
            values (:format, :place, :now, :next)
            on conflict (format) do update set
                place = excluded.place,
                tried_at = excluded.tried_at,
                next_try_at = excluded.next_try_at,
                body = case when kept.place = excluded.place then kept.body end,
                etag = case when kept.place = excluded.place then kept.etag end,
                sha256 = case when kept.place = excluded.place then kept.sha256 end,
                fetched_at = case when kept.place = excluded.place then kept.fetched_at end
            where kept.next_try_at <= excluded.tried_at or kept.place <> excluded.place
            """;

    private static final String KEEP =
            """
            update PriceListEntity p set p.body = :body, p.etag = :etag, p.hash = :hash,
                p.fetchedAt = :at, p.nextTryAt = :next, p.failure = null
            where p.format = :format
            """;

    private static final String CONFIRM =
            """
            update PriceListEntity p
            set p.fetchedAt = :at, p.nextTryAt = :next, p.failure = null
            where p.format = :format and p.body is not null
            """;

    private static final String FAIL =
            "update PriceListEntity p set p.failure = :reason where p.format = :format";

    private static final String ONE =
            "from PriceListEntity p where p.format = :format and p.place = :place";

    private static final String STATES =
            """
            select new dev.turnpike.billing.pricelists.ListState(
                p.format, p.place, p.triedAt, p.fetchedAt, p.hash, p.failure)
            from PriceListEntity p order by p.format
            """;

    private final TenantScope tenants;

    @Inject
    JpaPriceListBook(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public boolean claim(ListSource source, Instant now, Instant next) {
        return tenants.withoutAccount()
                        .createNativeQuery(CLAIM)
                        .setParameter("format", source.format().name())
                        .setParameter("place", source.place().toString())
                        .setParameter("now", now)
                        .setParameter("next", next)
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional
    public Optional<KeptList> find(ListSource source) {
        return tenants.withoutAccount()
                .createQuery(ONE, PriceListEntity.class)
                .setParameter("format", source.format())
                .setParameter("place", source.place().toString())
                .getResultStream()
                .findFirst()
                .map(PriceListEntity::toKept);
    }

    @Override
    @Transactional
    public void keep(KeptList list, Instant next) {
        tenants.withoutAccount()
                .createQuery(KEEP)
                .setParameter("format", list.format())
                .setParameter("body", list.text())
                .setParameter("etag", list.etag())
                .setParameter("hash", list.hash())
                .setParameter("at", list.fetchedAt())
                .setParameter("next", next)
                .executeUpdate();
    }

    @Override
    @Transactional
    public void confirm(ListFormat format, Instant at, Instant next) {
        tenants.withoutAccount()
                .createQuery(CONFIRM)
                .setParameter("format", format)
                .setParameter("at", at)
                .setParameter("next", next)
                .executeUpdate();
    }

    @Override
    @Transactional
    public void fail(ListFormat format, String reason) {
        tenants.withoutAccount()
                .createQuery(FAIL)
                .setParameter("format", format)
                .setParameter("reason", reason)
                .executeUpdate();
    }

    @Override
    @Transactional
    public List<ListState> listStates() {
        return tenants.withoutAccount().createQuery(STATES, ListState.class).getResultList();
    }
}
