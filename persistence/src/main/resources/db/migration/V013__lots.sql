-- Every credit of a wallet is a lot, and spending draws lots in order: promotional ones first, those that expire soonest
-- before the others, then paid ones as they came. Settlements do not touch lots. What was spent and is not drawn yet is
-- sum(remaining_nanos) - wallet.posted_nanos; draw_lots writes it down before the set of lots changes or is looked at for
-- a decision. The order is a function of the set, so drawing late comes to the same as drawing at once.
--
-- Lots and their movements are written under the lock of their wallet.

-- The chart of accounts, complete. What is rarely used is null instead of zero: a null takes no room in a row.
alter table journal_transaction
    add promotional_expense_nanos bigint check (promotional_expense_nanos <> 0),
    add breakage_nanos            bigint check (breakage_nanos <> 0),
    add refunds_nanos             bigint check (refunds_nanos <> 0),
    add disputes_nanos            bigint check (disputes_nanos <> 0),
    add tax_payable_nanos         bigint check (tax_payable_nanos <> 0),
    add note                      text,
    drop constraint entries_sum_to_zero,
    add constraint entries_sum_to_zero check (
        wallet_nanos + receivable_nanos + payment_clearing_nanos + provider_payable_nanos + revenue_nanos
        + coalesce(promotional_expense_nanos, 0) + coalesce(breakage_nanos, 0) + coalesce(refunds_nanos, 0)
        + coalesce(disputes_nanos, 0) + coalesce(tax_payable_nanos, 0) = 0);

create or replace view journal_entry with (security_invoker = true) as
select transaction_id, line, account_id, ledger_account, amount_nanos
from journal_transaction
cross join lateral (values
    (1, 'wallet', wallet_nanos),
    (2, 'receivable', receivable_nanos),
    (3, 'payment_clearing', payment_clearing_nanos),
    (4, 'provider_payable', provider_payable_nanos),
    (5, 'revenue', revenue_nanos),
    (6, 'promotional_expense', promotional_expense_nanos),
    (7, 'breakage', breakage_nanos),
    (8, 'refunds', refunds_nanos),
    (9, 'disputes', disputes_nanos),
    (10, 'tax_payable', tax_payable_nanos)
) as entry (line, ledger_account, amount_nanos)
where amount_nanos <> 0;

-- What is wrong is reversed, once.
create unique index journal_transaction_reverses on journal_transaction (reverses) where reverses is not null;
-- Statements read a tenant's journal by time.
drop index journal_transaction_of_account;
create index journal_transaction_of_account on journal_transaction (account_id, occurred_at);
-- The check of every minute reads the newest rows of all tenants. These cost an insert next to nothing.
create index journal_transaction_by_time on journal_transaction
    using brin (occurred_at) with (pages_per_range = 32, autosummarize = on);
create index generation_by_settlement on generation
    using brin (settled_at) with (pages_per_range = 32, autosummarize = on);

create table lot (
    lot_id          bigint      generated always as identity primary key,
    account_id      uuid        not null,
    -- The credit.
    transaction_id  bigint      not null unique references journal_transaction,
    kind            text        not null check (kind in ('PAID', 'PROMOTIONAL')),
    amount_nanos    bigint      not null check (amount_nanos > 0),
    remaining_nanos bigint      not null,
    granted_at      timestamptz not null,
    expires_at      timestamptz,
    constraint remaining_is_part_of_amount check (remaining_nanos between 0 and amount_nanos),
    constraint paid_credit_does_not_expire check (kind = 'PROMOTIONAL' or expires_at is null)
);
create index lot_of_account on lot (account_id);
create index lot_expiring on lot (expires_at) where expires_at is not null and remaining_nanos > 0;
grant select, insert, update (remaining_nanos) on lot to turnpike_app, turnpike_across;

-- Why what is left of a lot changed: out of it is negative.
create table lot_movement (
    movement_id    bigint      generated always as identity primary key,
    lot_id         bigint      not null references lot,
    account_id     uuid        not null,
    cause          text        not null check (cause in ('SPENT', 'EXPIRED', 'REVERSED', 'RESTORED')),
    amount_nanos   bigint      not null,
    -- What was spent is the sum of many transactions and names none.
    transaction_id bigint      references journal_transaction,
    -- What is restored was spent by this movement.
    restores       bigint      references lot_movement,
    occurred_at    timestamptz not null default clock_timestamp(),
    check (amount_nanos <> 0 and (amount_nanos > 0) = (cause = 'RESTORED')),
    check ((cause = 'SPENT') = (transaction_id is null)),
    check ((cause = 'RESTORED') = (restores is not null))
);
create index lot_movement_restores on lot_movement (restores) where restores is not null;
create index lot_movement_of_account on lot_movement (account_id, lot_id);
create index lot_movement_of_transaction on lot_movement (transaction_id) where transaction_id is not null;
call make_immutable('lot_movement');
grant select, insert on lot_movement to turnpike_app, turnpike_across;

-- Lots as they would be if everything were drawn at once.
create view lot_left with (security_invoker = true) as
select lot_id, account_id, transaction_id, kind, amount_nanos, remaining_nanos, granted_at, expires_at, place,
       remaining_nanos - greatest(0, least(remaining_nanos, undrawn - before))::bigint as left_nanos
from (
    select lot.*,
           row_number() over in_order as place,
           sum(remaining_nanos) over (partition by account_id) - posted_nanos as undrawn,
           sum(remaining_nanos) over in_order - remaining_nanos as before
    from lot join wallet using (account_id)
    window in_order as (
        partition by account_id order by kind = 'PAID', expires_at nulls last, lot_id
        rows between unbounded preceding and current row)
) as ordered;
grant select on lot_left to turnpike_app, turnpike_across;

-- Draws what was spent. The caller holds the lock on the wallet.
create function draw_lots(p_account uuid) returns void
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
create function restore_lots(p_account uuid, p_transaction bigint, p_nanos bigint) returns void
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

drop function post_journal;

-- Writes a transaction and moves the wallet with it; returns its id, or null when this cause was posted before.
-- The wallet is locked first, as everywhere.
create function book(
    p_account uuid, p_kind text, p_reference text, p_ledger_accounts text[], p_amounts bigint[],
    p_reverses bigint default null, p_note text default null
) returns bigint
    language plpgsql as
$$
declare
    booked journal_transaction;
begin
    perform from wallet where account_id = p_account for no key update;
    if not found then
        raise exception 'No wallet of account %', p_account;
    end if;
    insert into journal_transaction (
        account_id, kind, reference, reverses, note,
        wallet_nanos, receivable_nanos, payment_clearing_nanos, provider_payable_nanos, revenue_nanos,
        promotional_expense_nanos, breakage_nanos, refunds_nanos, disputes_nanos, tax_payable_nanos)
    select p_account, p_kind, p_reference, p_reverses, p_note,
           coalesce(sum(amount) filter (where ledger_account = 'wallet'), 0),
           coalesce(sum(amount) filter (where ledger_account = 'receivable'), 0),
           coalesce(sum(amount) filter (where ledger_account = 'payment_clearing'), 0),
           coalesce(sum(amount) filter (where ledger_account = 'provider_payable'), 0),
           coalesce(sum(amount) filter (where ledger_account = 'revenue'), 0),
           nullif(sum(amount) filter (where ledger_account = 'promotional_expense'), 0),
           nullif(sum(amount) filter (where ledger_account = 'breakage'), 0),
           nullif(sum(amount) filter (where ledger_account = 'refunds'), 0),
           nullif(sum(amount) filter (where ledger_account = 'disputes'), 0),
           nullif(sum(amount) filter (where ledger_account = 'tax_payable'), 0)
    from unnest(p_ledger_accounts, p_amounts) as entry (ledger_account, amount)
    on conflict (kind, reference) do nothing
    returning * into booked;
    if booked.transaction_id is null then
        return null;
    end if;

    -- What a tenant owes stands in the journal as a negative receivable.
    update wallet
    set posted_nanos = posted_nanos + booked.wallet_nanos,
        receivable_nanos = wallet.receivable_nanos - booked.receivable_nanos
    where account_id = p_account;
    return booked.transaction_id;
end
$$;

-- What a tenant owes is paid as far as it can be. The caller holds the lock on the wallet.
create function pay_receivable(p_account uuid) returns void
    language plpgsql as
$$
declare
    due bigint := (
        select least(receivable_nanos, posted_nanos - held_nanos) from wallet where account_id = p_account);
begin
    if due > 0 then
        perform book(
            p_account, 'RECEIVABLE_PAID', 'credit-' || gen_random_uuid(),
            array ['wallet', 'receivable'], array [-due, due]);
    end if;
end
$$;

-- Writes a transaction; what it brings into the wallet is a lot, and pays first what is owed. False when this cause was
-- posted before.
create function post_journal(
    p_account uuid, p_kind text, p_reference text, p_ledger_accounts text[], p_amounts bigint[],
    p_expires_at timestamptz default null
) returns boolean
    language plpgsql as
$$
declare
    booked bigint;
    credit bigint := (
        select sum(amount) from unnest(p_ledger_accounts, p_amounts) as entry (ledger_account, amount)
        where ledger_account = 'wallet');
begin
    if credit > 0 then
        perform from wallet where account_id = p_account for no key update;
        perform draw_lots(p_account);
    end if;
    booked := book(p_account, p_kind, p_reference, p_ledger_accounts, p_amounts);
    if booked is not null and credit > 0 then
        insert into lot (
            account_id, transaction_id, kind, amount_nanos, remaining_nanos, granted_at, expires_at)
        values (
            p_account, booked, case p_kind when 'PROMOTION' then 'PROMOTIONAL' else 'PAID' end,
            credit, credit, clock_timestamp(), p_expires_at);
        perform pay_receivable(p_account);
    end if;
    return booked is not null;
end
$$;

-- Takes what is left of a tenant's expired lots, as far as it is neither owed nor lent; what is lent is recalled and
-- taken later. Returns how much was taken.
create function expire_promotions_of(p_account uuid) returns bigint
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
        update lease set recalled = true where budget_id = p_account and amount_nanos > 0;
    end if;
    return taken;
end
$$;

-- The same for the next few tenants in order of their ids; the caller goes on after the last of them.
create function expire_promotions(p_after uuid, p_limit integer)
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
        taken_nanos := expire_promotions_of(expired_account);
        return next;
    end loop;
end
$$;

-- Undoes a credit or a charge by a transaction of its own, or says why not and changes nothing:
--   REVERSED, ALREADY   "reversal" is the transaction that does, or did
--   SPENT               so much of the credit's lot is gone
--   LENT                so much of the credit is lent to servers for calls that run now
--   UNKNOWN             the account has no such transaction
--   NOT_REVERSIBLE      it is neither a credit nor a charge
-- What a charge gives back pays first what the tenant owes.
create function reverse_transaction(
    p_account uuid, p_transaction bigint, p_reason text,
    out outcome text, out reversal bigint, out nanos bigint
)
    language plpgsql as
$$
declare
    original journal_transaction;
    credit lot_left;
    room bigint;
    due bigint;
    cost bigint;
    ledger_accounts text[];
    amounts bigint[];
begin
    select posted_nanos - held_nanos, receivable_nanos into room, due
    from wallet where account_id = p_account for no key update;
    select * into original
    from journal_transaction where transaction_id = p_transaction and account_id = p_account;
    if not found then
        outcome := 'UNKNOWN';
        return;
    end if;
    select transaction_id into reversal from journal_transaction where reverses = p_transaction;
    if found then
        outcome := 'ALREADY';
        return;
    end if;
    select * into credit from lot_left where account_id = p_account and transaction_id = p_transaction;
    if credit.lot_id is null and original.kind <> 'USAGE' then
        outcome := 'NOT_REVERSIBLE';
        return;
    end if;
    if credit.left_nanos < credit.amount_nanos then
        outcome := 'SPENT';
        nanos := credit.amount_nanos - credit.left_nanos;
        return;
    end if;
    if credit.amount_nanos > room then
        outcome := 'LENT';
        nanos := credit.amount_nanos - room;
        return;
    end if;

    outcome := 'REVERSED';
    perform draw_lots(p_account);
    select array_agg(ledger_account), array_agg(-amount_nanos) into ledger_accounts, amounts
    from journal_entry
    where transaction_id = p_transaction
      and (original.kind <> 'USAGE' or ledger_account not in ('wallet', 'receivable'));
    if original.kind = 'USAGE' then
        cost := -original.wallet_nanos - original.receivable_nanos;
        due := least(due, cost);
        ledger_accounts := ledger_accounts || array ['wallet', 'receivable'];
        amounts := amounts || array [cost - due, due];
    end if;
    reversal := book(
        p_account, 'REVERSAL', 'reversal-of-' || p_transaction, ledger_accounts, amounts, p_transaction, p_reason);
    if original.kind = 'USAGE' then
        perform restore_lots(p_account, reversal, cost - due);
    else
        update lot set remaining_nanos = 0 where lot_id = credit.lot_id;
        insert into lot_movement (lot_id, account_id, cause, amount_nanos, transaction_id)
        values (credit.lot_id, p_account, 'REVERSED', -credit.amount_nanos, reversal);
    end if;
end
$$;

-- What entered wallets until now are lots, and what was spent is drawn from them.
-- The owner is bound by the policies too; only for these statements it must see every row.
alter table journal_transaction no force row level security;
alter table wallet no force row level security;
insert into lot (account_id, transaction_id, kind, amount_nanos, remaining_nanos, granted_at)
select account_id, transaction_id, 'PAID', wallet_nanos, wallet_nanos, occurred_at
from journal_transaction where wallet_nanos > 0 order by transaction_id;
do $$
begin
    perform draw_lots(account_id) from wallet;
end
$$;
alter table journal_transaction force row level security;
alter table wallet force row level security;
call confine_to_account('lot');
call confine_to_account('lot_movement');

-- The sums of all that was written before a moment, so that the check of every minute need not read all of it again.
create table checkpoint (
    only_row         boolean     primary key default true check (only_row),
    moment           timestamptz not null,
    fully_checked_at timestamptz not null
);
insert into checkpoint (moment, fully_checked_at) values ('epoch', clock_timestamp());
grant select on checkpoint to turnpike_app;
grant select, update (moment, fully_checked_at) on checkpoint to turnpike_across;

create table wallet_checkpoint (
    account_id       uuid   primary key,
    posted_nanos     bigint not null,
    receivable_nanos bigint not null
);
call confine_to_account('wallet_checkpoint');
grant select on wallet_checkpoint to turnpike_app;
grant select, insert, update (posted_nanos, receivable_nanos) on wallet_checkpoint to turnpike_across;

create table key_checkpoint (
    key_id      uuid   primary key,
    account_id  uuid   not null,
    spent_nanos bigint not null
);
call confine_to_account('key_checkpoint');
grant select on key_checkpoint to turnpike_app;
grant select, insert, update (spent_nanos) on key_checkpoint to turnpike_across;

-- Moves the checkpoint up to this age, if that is a step of at least so much; it must be older than any transaction
-- that still runs. The functions below are planned for the moment at hand: how much is newer decides how it is read.
create function advance_checkpoint(p_age_millis bigint, p_step_millis bigint) returns boolean
    language plpgsql
    set plan_cache_mode = force_custom_plan as
$$
declare
    since timestamptz;
    upto timestamptz := clock_timestamp() - p_age_millis * interval '1 millisecond';
begin
    perform set_config('role', 'turnpike_across', true);
    select moment into since from checkpoint for update;
    if upto - since < p_step_millis * interval '1 millisecond' then
        return false;
    end if;
    insert into wallet_checkpoint as known (account_id, posted_nanos, receivable_nanos)
    select account_id, sum(wallet_nanos), -sum(journal_transaction.receivable_nanos)
    from journal_transaction where occurred_at >= since and occurred_at < upto
    group by account_id
    on conflict (account_id) do update
    set posted_nanos = known.posted_nanos + excluded.posted_nanos,
        receivable_nanos = known.receivable_nanos + excluded.receivable_nanos;
    insert into key_checkpoint as known (key_id, account_id, spent_nanos)
    select key_id, account_id, sum(cost_nanos)
    from generation where settled_at >= since and settled_at < upto
    group by key_id, account_id
    on conflict (key_id) do update set spent_nanos = known.spent_nanos + excluded.spent_nanos;
    update checkpoint set moment = upto;
    return true;
end
$$;

-- True for the first who asks after 03:00 UTC of a day.
create function claim_full_check() returns boolean
    language plpgsql as
$$
declare
    due timestamptz := date_trunc('day', clock_timestamp() - interval '3 hours', 'UTC') + interval '3 hours';
begin
    perform set_config('role', 'turnpike_across', true);
    update checkpoint set fully_checked_at = clock_timestamp()
    where fully_checked_at < due;
    return found;
end
$$;

-- The sum of a wallet's entries before this moment, counted from the checkpoint forward or back.
create function posted_at(p_account uuid, p_at timestamptz) returns bigint
    language plpgsql stable
    set plan_cache_mode = force_custom_plan as
$$
declare
    since timestamptz := (select moment from checkpoint);
    posted bigint := coalesce((select posted_nanos from wallet_checkpoint where account_id = p_account), 0);
begin
    if p_at >= since then
        return posted + (
            select coalesce(sum(wallet_nanos), 0) from journal_transaction
            where account_id = p_account and occurred_at >= since and occurred_at < p_at);
    end if;
    return posted - (
        select coalesce(sum(wallet_nanos), 0) from journal_transaction
        where account_id = p_account and occurred_at >= p_at and occurred_at < since);
end
$$;

-- Ways in which the books can disagree with themselves, a sentence for each. What follows from few rows are views.

create view lease_discrepancy with (security_invoker = true) as
select format('Wallet %s shows %s held, its leases sum to %s',
              account_id, held_nanos, coalesce(leased.nanos, 0)) as description
from wallet left join (
    select budget_id, sum(amount_nanos) as nanos from lease group by budget_id
) as leased on budget_id = account_id
where held_nanos <> coalesce(leased.nanos, 0)
union all
select format('Window %s of limit %s shows %s held, its leases sum to %s',
              starts_at, limit_id, held_nanos, coalesce(leased.nanos, 0))
from spending_window left join (
    select budget_id, sum(amount_nanos) as nanos from lease group by budget_id
) as leased on budget_id = window_id
where held_nanos <> coalesce(leased.nanos, 0);
grant select on lease_discrepancy to turnpike_across;

-- When servers ended: their leases end a moment later, in several transactions when they are many.
create table departed_node (
    node_id     uuid        primary key,
    departed_at timestamptz not null default clock_timestamp()
);
grant select, insert on departed_node to turnpike_across;
create function note_departure() returns trigger
    language plpgsql as
$$
begin
    insert into departed_node (node_id) values (old.node_id) on conflict do nothing;
    return null;
end
$$;
create trigger departed after delete on node for each row execute function note_departure();

-- alive_until is a lifetime after the last sign of life; a minute more is time enough to end the leases.
create view node_discrepancy with (security_invoker = true) as
select format('Lease of %s on budget %s has outlived its node %s', amount_nanos, budget_id, node_id) as description
from lease left join node using (node_id) left join departed_node using (node_id)
where coalesce(alive_until, departed_at, '-infinity') < clock_timestamp() - interval '1 minute';
grant select on node_discrepancy to turnpike_across;

create view lot_discrepancy with (security_invoker = true) as
select format('Lot %s shows %s left of %s, its movements sum to %s',
              lot_id, remaining_nanos, amount_nanos, coalesce(moved.nanos, 0)) as description
from lot left join (
    select lot_id, sum(amount_nanos) as nanos from lot_movement group by lot_id
) as moved using (lot_id)
where remaining_nanos <> amount_nanos + coalesce(moved.nanos, 0)
union all
select format('Wallet %s shows %s posted, its lots have only %s left',
              account_id, posted_nanos, coalesce(remaining.nanos, 0))
from wallet left join (
    select account_id, sum(remaining_nanos) as nanos from lot group by account_id
) as remaining using (account_id)
where posted_nanos > coalesce(remaining.nanos, 0);
grant select on lot_discrepancy to turnpike_across;

create view checkpoint_discrepancy with (security_invoker = true) as
select format('The checkpoint of wallet %s says %s posted and %s receivable, its entries until then sum to %s and %s',
              account_id, posted_nanos, receivable_nanos, coalesce(booked.posted, 0),
              coalesce(booked.receivable, 0)) as description
from (
    select account_id, sum(wallet_nanos) as posted, -sum(receivable_nanos) as receivable
    from journal_transaction where occurred_at < (select moment from checkpoint) group by account_id
) as booked full join wallet_checkpoint using (account_id)
where posted_nanos is distinct from coalesce(booked.posted, 0)
   or receivable_nanos is distinct from coalesce(booked.receivable, 0)
union all
select format('The checkpoint of key %s says %s spent, its generations until then cost %s',
              key_id, spent_nanos, coalesce(settled.spent, 0))
from (
    select key_id, sum(cost_nanos) as spent
    from generation where settled_at < (select moment from checkpoint) group by key_id
) as settled full join key_checkpoint using (key_id)
where spent_nanos is distinct from coalesce(settled.spent, 0);
grant select on checkpoint_discrepancy to turnpike_across;

-- All discrepancies, of all rows that there ever were, or of the checkpoint and what is newer; empty when all is well.
-- STABLE, so that one moment is seen by all of it.
create function discrepancies(p_of_everything boolean) returns setof text
    language plpgsql stable
    set plan_cache_mode = force_custom_plan as
$$
declare
    since timestamptz := case when p_of_everything then '-infinity' else (select moment from checkpoint) end;
begin
    return query
    select description from lease_discrepancy
    union all select description from node_discrepancy
    union all select description from lot_discrepancy;
    if p_of_everything then
        return query select description from checkpoint_discrepancy;
    end if;

    return query
    select format('Journal transaction %s (%s %s) sums to %s, not to 0', transaction_id, kind, reference, summed.nanos)
    from journal_transaction cross join lateral (
        select wallet_nanos + receivable_nanos + payment_clearing_nanos + provider_payable_nanos + revenue_nanos
               + coalesce(promotional_expense_nanos, 0) + coalesce(breakage_nanos, 0) + coalesce(refunds_nanos, 0)
               + coalesce(disputes_nanos, 0) + coalesce(tax_payable_nanos, 0) as nanos) as summed
    where occurred_at >= since and summed.nanos <> 0;

    return query
    select format('Wallet %s shows %s posted and %s receivable, its entries sum to %s and %s',
                  account_id, posted_nanos, receivable_nanos, coalesce(booked.posted, 0),
                  coalesce(booked.receivable, 0))
    from (
        select account_id, sum(part.posted) as posted, sum(part.receivable) as receivable
        from (
            select account_id, posted_nanos as posted, receivable_nanos as receivable
            from wallet_checkpoint where not p_of_everything
            union all
            select account_id, sum(wallet_nanos), -sum(journal_transaction.receivable_nanos)
            from journal_transaction where occurred_at >= since group by account_id
        ) as part group by account_id
    ) as booked full join wallet using (account_id)
    where posted_nanos is distinct from coalesce(booked.posted, 0)
       or receivable_nanos is distinct from coalesce(booked.receivable, 0);

    return query
    select format('Key %s shows %s spent, its generations cost %s', key_id, spent_nanos, coalesce(settled.spent, 0))
    from (
        select key_id, sum(part.spent) as spent
        from (
            select key_id, spent_nanos as spent from key_checkpoint where not p_of_everything
            union all
            select key_id, sum(cost_nanos) from generation where settled_at >= since group by key_id
        ) as part group by key_id
    ) as settled full join key_spending using (key_id)
    where spent_nanos is distinct from coalesce(settled.spent, 0);

    -- A call and its charge are written a moment apart, so both are looked for a while before the checkpoint, too.
    return query
    select format('Usage %s was charged %s, its generation costs %s',
                  reference, coalesce(booked.cost, 0), coalesce(costed.cost, 0))
    from (
        select reference, -(wallet_nanos + receivable_nanos) as cost, occurred_at
        from journal_transaction
        where kind = 'USAGE' and occurred_at >= since - interval '10 minutes'
    ) as booked full join (
        select 'gen-' || replace(generation_id::text, '-', '') as reference, cost_nanos as cost, settled_at
        from generation where cost_nanos > 0 and settled_at >= since - interval '10 minutes'
    ) as costed using (reference)
    where booked.cost is distinct from costed.cost and coalesce(settled_at, occurred_at) >= since;

    return query
    select format('Journal transaction %s (%s) moves the wallet by %s, lots by %s',
                  transaction_id, kind, wallet_nanos, coalesce(moved.nanos, 0))
    from journal_transaction left join lateral (
        select sum(change.nanos) as nanos
        from (
            select amount_nanos as nanos from lot
            where lot.transaction_id = journal_transaction.transaction_id
            union all
            select amount_nanos from lot_movement
            where lot_movement.transaction_id = journal_transaction.transaction_id
        ) as change
    ) as moved on true
    where occurred_at >= since and (wallet_nanos > 0 or kind in ('PROMOTION_EXPIRED', 'REVERSAL'))
      and wallet_nanos <> coalesce(moved.nanos, 0);

    return query
    select format('Purchase %s is marked credited by payment %s, which the journal does not know',
                  purchase_id, payment_id)
    from purchase
    where status = 'CREDITED' and credited_at >= since and not exists (
        select from journal_transaction
        where journal_transaction.kind = 'PURCHASE' and reference = payment_id
          and journal_transaction.account_id = purchase.account_id);
end
$$;

drop view discrepancy;
create view discrepancy with (security_invoker = true) as
select description from discrepancies(true) as description;
grant select on discrepancy to turnpike_across;

-- The same for servers, which connect as somebody who sees one account at a time.
create function check_books(p_of_everything boolean, p_limit integer) returns setof text
    language plpgsql as
$$
begin
    perform set_config('role', 'turnpike_across', true);
    return query select * from discrepancies(p_of_everything) limit p_limit;
end
$$;
