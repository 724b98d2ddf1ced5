-- Lots as they would be if everything that is settled were posted and drawn at once.
create or replace view lot_left with (security_invoker = true) as
select lot_id, account_id, transaction_id, kind, amount_nanos, remaining_nanos, granted_at, expires_at, place,
       remaining_nanos - greatest(0, least(remaining_nanos, undrawn - before))::bigint as left_nanos
from (
    select lot.*,
           row_number() over in_order as place,
           sum(remaining_nanos) over (partition by account_id) - posted_nanos as undrawn,
           sum(remaining_nanos) over in_order - remaining_nanos as before
    from lot join settled_wallet using (account_id)
    window in_order as (
        partition by account_id order by kind = 'PAID', expires_at nulls last, lot_id
        rows between unbounded preceding and current row)
) as ordered;
grant select on lot_left to turnpike_app, turnpike_across;

-- Draws what was spent. The caller holds the lock on the wallet.
create or replace function draw_lots(p_account uuid) returns void
    language sql as
$$
    with drawn as (
        update lot set remaining_nanos = left_nanos
        from lot_left
        where lot_left.account_id = p_account and lot_left.lot_id = lot.lot_id
          and left_nanos < lot_left.remaining_nanos
        returning lot.lot_id, place, lot_left.remaining_nanos - left_nanos as nanos
    )
    insert into lot_movement (lot_id, account_id, cause, amount_nanos)
    select lot_id, p_account, 'SPENT', -nanos from drawn order by place;
$$;

-- Gives back what was spent last, to the lots that it was drawn from. The caller holds the lock on the wallet and has
-- drawn.
create or replace function restore_lots(p_account uuid, p_transaction bigint, p_nanos bigint) returns void
    language plpgsql as
$$
declare
    restored bigint;
begin
    with drawn as (
        select spent.movement_id, spent.lot_id,
               -spent.amount_nanos - coalesce(sum(back.amount_nanos), 0) as nanos
        from lot_movement as spent left join lot_movement as back on back.restores = spent.movement_id
        where spent.account_id = p_account and spent.cause = 'SPENT'
        group by spent.movement_id
    ), parts as (
        select movement_id, lot_id,
               least(nanos, p_nanos - (sum(nanos) over (order by movement_id desc) - nanos))::bigint as nanos
        from drawn
    ), noted as (
        insert into lot_movement (lot_id, account_id, cause, amount_nanos, transaction_id, restores)
        select lot_id, p_account, 'RESTORED', nanos, p_transaction, movement_id
        from parts where nanos > 0 order by movement_id desc
        returning lot_id, amount_nanos
    ), back as (
        update lot set remaining_nanos = remaining_nanos + noted.nanos
        from (select lot_id, sum(amount_nanos) as nanos from noted group by lot_id) as noted
        where noted.lot_id = lot.lot_id
    )
    select coalesce(sum(amount_nanos), 0) into restored from noted;
    if restored <> p_nanos then
        raise exception 'Of % only % were ever drawn from the lots of %', p_nanos, restored, p_account;
    end if;
end
$$;

-- Takes what is left of a tenant's expired lots, as far as it is neither owed nor lent; what is lent is recalled and
-- taken later. Returns how much was taken.
create or replace function expire_promotions_of(p_account uuid) returns bigint
    language plpgsql as
$$
declare
    expired lot;
    room bigint;
    part bigint;
    booked bigint;
    taken bigint := 0;
    is_lent boolean := false;
begin
    perform from wallet where account_id = p_account for no key update;
    perform pay_receivable(p_account);
    perform draw_lots(p_account);
    select posted_nanos - held_nanos into room from wallet where account_id = p_account;
    for expired in
        select * from lot
        where account_id = p_account and remaining_nanos > 0 and expires_at <= clock_timestamp()
        order by expires_at, lot_id
    loop
        part := least(expired.remaining_nanos, room - taken);
        is_lent := is_lent or part < expired.remaining_nanos;
        continue when part <= 0;
        booked := book(
            p_account, 'PROMOTION_EXPIRED', 'lot-' || expired.lot_id || '-' || gen_random_uuid(),
            array ['wallet', 'breakage'], array [-part, part]);
        update lot set remaining_nanos = remaining_nanos - part where lot_id = expired.lot_id;
        insert into lot_movement (lot_id, account_id, cause, amount_nanos, transaction_id)
        values (expired.lot_id, p_account, 'EXPIRED', -part, booked);
        taken := taken + part;
    end loop;
    if is_lent then
        perform recall_leases(p_account);
    end if;
    return taken;
end
$$;

-- The same for the next few tenants in order of their ids; the caller goes on after the last of them. Tenants that somebody
-- keeps locked wait for another time, and nobody waits for them.
create or replace function expire_promotions(p_after uuid, p_limit integer)
    returns table (expired_account uuid, taken_nanos bigint)
    language plpgsql as
$$
begin
    perform set_config('role', 'turnpike_across', true);
    for expired_account in
        select distinct account_id from lot
        where remaining_nanos > 0 and expires_at <= clock_timestamp() and account_id > p_after
        order by account_id limit p_limit
    loop
        perform from wallet where account_id = expired_account for no key update skip locked;
        taken_nanos := case when found then expire_promotions_of(expired_account) else 0 end;
        return next;
    end loop;
end
$$;
