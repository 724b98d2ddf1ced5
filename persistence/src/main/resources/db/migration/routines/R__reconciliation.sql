-- What the journal says that a payment, refund or dispute moved at the payment provider, with what was reversed of it; null
-- when nothing is booked. A refund that waits in "refunds" has moved nothing there yet.
create or replace function booked_of(p_kinds text[], p_subject text) returns bigint
    language sql stable as
$$
    select sum(-(moved.payment_clearing_nanos + coalesce(moved.disputes_nanos, 0)))::bigint
    from journal_transaction as booked
    cross join lateral (
        select booked.*
        union all
        select reversal.* from journal_transaction as reversal
        where reversal.reverses = booked.transaction_id and reversal.kind = 'REVERSAL'
    ) as moved
    where booked.kind = any (p_kinds) and booked.reference = p_subject
$$;

-- Where the payment provider's balance and the journal do not agree, of what moved in this span: by the payment provider's
-- clock, and by ours what it knows nothing of. What went and came back without ever being booked is no difference, such as a
-- payment that was refused and paid back, nor is a payment that is on its way and not booked yet.
create or replace function payment_differences(p_from timestamptz, p_to timestamptz)
    returns table (kind text, subject text, payment_id text, provider_nanos bigint, books_nanos bigint)
    language sql stable as
$$
    with touched as (
        select movement.kind, movement.subject
        from payment_movement as movement
        where movement.created_at >= p_from and movement.created_at < p_to and movement.kind not in ('FEE', 'TRANSFER')
        union
        select coalesce(reversed.kind, booked.kind), coalesce(reversed.reference, booked.reference)
        from journal_transaction as booked
        left join journal_transaction as reversed
            on booked.kind = 'REVERSAL' and reversed.transaction_id = booked.reverses
        where booked.occurred_at >= p_from and booked.occurred_at < p_to
          and booked.payment_clearing_nanos + coalesce(booked.disputes_nanos, 0) <> 0
          and (booked.kind = 'REVERSAL' or not exists (
              select from payment_movement as movement
              where movement.kind = booked.kind and movement.subject = booked.reference))
    ), compared as (
        select touched.kind, touched.subject,
               (select min(movement.payment_id) from payment_movement as movement
                where movement.subject = touched.subject) as payment_id,
               (select sum(movement.amount_nanos)::bigint from payment_movement as movement
                where movement.kind = touched.kind and movement.subject = touched.subject) as provider_nanos,
               booked_of(array [touched.kind], touched.subject) as books_nanos
        from touched
    )
    select compared.* from compared
    where coalesce(provider_nanos, 0) <> coalesce(books_nanos, 0) and not (books_nanos is null and exists (
        select from payment_movement as movement
        where movement.kind = compared.kind and movement.subject = compared.subject and movement.pending
    )) and (
        select coalesce(sum(movement.amount_nanos), 0) from payment_movement as movement
        where movement.subject = compared.subject and movement.kind not in ('FEE', 'TRANSFER')
    ) <> coalesce(booked_of(
        array [compared.kind, 'PURCHASE', 'REFUND', 'REFUND_FAILED', 'DISPUTE', 'DISPUTE_WON'], compared.subject), 0)
    and not (books_nanos is null and not exists (
        select from journal_transaction as bought where bought.kind = 'PURCHASE' and bought.reference = compared.payment_id
    ) and (
        select sum(movement.amount_nanos) from payment_movement as movement
        where movement.payment_id = compared.payment_id and movement.kind not in ('FEE', 'TRANSFER')
    ) is not distinct from 0)
$$;

-- Compares a day (UTC) and keeps what was found, up to p_limit differences one by one.
create or replace function compare_payments(p_day date, p_at timestamptz, p_limit integer) returns void
    language plpgsql as
$$
declare
    day_start timestamptz := p_day::timestamp at time zone 'UTC';
    day_end timestamptz := (p_day + 1)::timestamp at time zone 'UTC';
begin
    insert into payment_day as known (
        day, compared_at, movements, paid_nanos, returned_nanos, fee_nanos, transferred_nanos, other_nanos)
    select p_day, p_at, count(*),
           coalesce(sum(amount_nanos) filter (where kind = 'PURCHASE'), 0),
           coalesce(sum(amount_nanos) filter (where kind in ('REFUND', 'REFUND_FAILED', 'DISPUTE', 'DISPUTE_WON')), 0),
           coalesce(sum(fee_nanos - case kind when 'FEE' then amount_nanos else 0 end), 0),
           coalesce(sum(amount_nanos) filter (where kind = 'TRANSFER'), 0),
           coalesce(sum(amount_nanos) filter (where kind = 'OTHER'), 0)
    from payment_movement where created_at >= day_start and created_at < day_end
    on conflict (day) do update
    set compared_at = excluded.compared_at, problem = null, movements = excluded.movements,
        paid_nanos = excluded.paid_nanos, returned_nanos = excluded.returned_nanos, fee_nanos = excluded.fee_nanos,
        transferred_nanos = excluded.transferred_nanos, other_nanos = excluded.other_nanos;

    delete from payment_difference where payment_difference.day = p_day;
    with found as materialized (
        select *, abs(coalesce(provider_nanos, 0) - coalesce(books_nanos, 0)) as gap
        from payment_differences(day_start, day_end)
    ), kept as (
        insert into payment_difference
        select p_day, kind, subject, payment_id, provider_nanos, books_nanos
        from found order by gap desc limit p_limit
    )
    update payment_day
    set differences = (select count(*) from found), unexplained_nanos = (select coalesce(sum(gap), 0) from found)
    where payment_day.day = p_day;
end
$$;
