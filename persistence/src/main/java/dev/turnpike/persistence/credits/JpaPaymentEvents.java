package dev.turnpike.persistence.credits;

import dev.turnpike.billing.credits.PaymentEvent;
import dev.turnpike.billing.credits.PaymentEvents;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the payment provider's events in PostgreSQL. */
@Singleton
class JpaPaymentEvents implements PaymentEvents {

    private static final String ADD =
            """
            insert into payment_event (
                event_id, type, checkout_id, payment_id, is_relevant, created_at, received_at, due_at)
            values (:id, :type, cast(:checkout as text), cast(:payment as text), :relevant, :created, :at, :due)
            on conflict do nothing
            """;
    private static final String CLAIM =
            """
            update payment_event set due_at = :due
            where event_id = :id and handled_at is null and due_at <= :now
            """;
    private static final String HANDLED =
            "update payment_event set handled_at = :at, problem = null where event_id = :id";
    private static final String FAILED =
            """
            update payment_event set failures = failures + 1, problem = :problem, due_at = :due
            where event_id = :id
            """;
    private static final String COLUMNS =
            """
            select event_id, type, checkout_id, payment_id, is_relevant, created_at, failures,
                   coalesce(problem, '')
            from payment_event where handled_at is null
            """;
    private static final String DUE = COLUMNS + " and due_at <= :now order by due_at";
    private static final String NOT_HANDLED = COLUMNS + " and failures > 0 order by received_at";
    private static final String KEPT =
            "select event_id from payment_event where event_id in (:ids)";

    /** Each id is a parameter of the statement, which has room for 65,535. */
    private static final int IDS_AT_ONCE = 1_000;

    private static final String LISTED_UNTIL = "select listed_until from payment_event_listing";
    private static final String SET_LISTED_UNTIL =
            "update payment_event_listing set listed_until = greatest(listed_until, :until)";

    private final TenantScope tenants;

    @Inject
    JpaPaymentEvents(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean add(PaymentEvent event, Instant receivedAt, Instant due) {
        return query(ADD)
                        .setParameter("id", event.id())
                        .setParameter("type", event.type())
                        .setParameter("checkout", event.checkoutId())
                        .setParameter("payment", event.paymentId())
                        .setParameter("relevant", event.isRelevant())
                        .setParameter("created", event.createdAt())
                        .setParameter("at", receivedAt)
                        .setParameter("due", due)
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean claim(String eventId, Instant now, Instant due) {
        return query(CLAIM)
                        .setParameter("id", eventId)
                        .setParameter("now", now)
                        .setParameter("due", due)
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void markHandled(String eventId, Instant at) {
        change(query(HANDLED).setParameter("id", eventId).setParameter("at", at));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void noteFailure(String eventId, String problem, Instant due) {
        change(
                query(FAILED)
                        .setParameter("id", eventId)
                        .setParameter("problem", problem)
                        .setParameter("due", due));
    }

    @Override
    @Transactional
    public Set<String> listKept(List<String> ids) {
        return ids.stream()
                .gather(Gatherers.windowFixed(IDS_AT_ONCE))
                .flatMap(this::kept)
                .collect(Collectors.toSet());
    }

    private Stream<String> kept(List<String> ids) {
        List<?> found = query(KEPT).setParameter("ids", ids).getResultList();
        return found.stream().map(String.class::cast);
    }

    @Override
    @Transactional
    public List<Waiting> listDue(Instant now, int limit) {
        return list(query(DUE).setParameter("now", now).setMaxResults(limit));
    }

    @Override
    @Transactional
    public List<Waiting> listFailed(int limit) {
        return list(query(NOT_HANDLED).setMaxResults(limit));
    }

    @Override
    @Transactional
    public Instant listedUntil() {
        return (Instant) query(LISTED_UNTIL).getSingleResult();
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void setListedUntil(Instant moment) {
        change(query(SET_LISTED_UNTIL).setParameter("until", moment));
    }

    private Query query(String sql) {
        return tenants.withoutAccount().createNativeQuery(sql);
    }

    private static void change(Query update) {
        if (update.executeUpdate() != 1) {
            throw new IllegalStateException("There is no such payment event");
        }
    }

    private static List<Waiting> list(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> waiting((@Nullable Object[]) row)).toList();
    }

    @SuppressWarnings("NullAway") // Columns that may be null are those of fields that may be null.
    private static Waiting waiting(@Nullable Object[] row) {
        var event =
                new PaymentEvent(
                        (String) row[0],
                        (String) row[1],
                        (String) row[2],
                        (String) row[3],
                        (boolean) row[4],
                        (Instant) row[5]);
        return new Waiting(event, (int) row[6], (String) row[7]);
    }
}
