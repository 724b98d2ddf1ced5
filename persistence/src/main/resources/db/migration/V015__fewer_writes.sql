-- What a call costs the database is mostly rows, index entries and locks, so there are fewer of each.
-- The row of a wallet is the lock of its account: whoever changes a wallet, a key's spending, a window of a limit or a
-- lease locks the wallet first, several in order of their accounts. Nothing of an account needs a lock of its own.

-- A call's id begins with the millisecond at which the call began, so the index by id is one by time, too.
drop index generation_of_account_by_time;

-- A lease is found by its key. This index let the planner, as long as it knows nothing of the table, look at all leases
-- of a node for each; a node asks only for those that others wait for.
drop index lease_of_node;
create index lease_recalled on lease (node_id) where recalled;

-- A charge names its call instead of spelling it out.
alter table journal_transaction no force row level security;
alter table journal_transaction disable trigger immutable;
alter table journal_transaction
    add generation_id uuid,
    alter reference drop not null;
update journal_transaction
set generation_id = substr(reference, 5)::uuid, reference = null
where kind = 'USAGE';
alter table journal_transaction
    drop constraint journal_transaction_kind_reference_key,
    add constraint a_charge_names_its_call check ((kind = 'USAGE') = (generation_id is not null)),
    add constraint others_have_a_reference check ((kind = 'USAGE') = (reference is null)),
    enable trigger immutable,
    force row level security;
create unique index journal_transaction_of_generation on journal_transaction (generation_id)
    where generation_id is not null;
create unique index journal_transaction_of_reference on journal_transaction (kind, reference)
    where reference is not null;

-- Writes a transaction and moves the wallet with it; returns its id, or null when this cause was posted before.
create or replace function book(
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
    on conflict (kind, reference) where reference is not null do nothing
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

-- The least id of a call that began at this moment or later.
create function first_id(p_at timestamptz) returns uuid
    language sql immutable as
$$
    select (lpad(to_hex(millis), 12, '0') || repeat('0', 20))::uuid
    from (select floor(extract(epoch from p_at) * 1000)::bigint as millis) as since;
$$;

-- Makes a limit or changes its amount; false when the account has nothing of this scope and id. The current window
-- begins with what was settled in it before. What servers have borrowed by an earlier amount is recalled.
create or replace function set_limit(
    p_limit uuid, p_account uuid, p_scope text, p_scope_id uuid, p_period text, p_nanos bigint
) returns boolean
    language plpgsql as
$$
declare
    start timestamptz := window_start(p_period, clock_timestamp());
    kept uuid;
begin
    perform from wallet where account_id = p_account for no key update;
    if not (case p_scope
        when 'KEY' then exists (select from api_key where key_id = p_scope_id and account_id = p_account)
        when 'MEMBER' then exists (select from member where member_id = p_scope_id and account_id = p_account)
        when 'WORKSPACE' then exists (
            select from workspace where workspace_id = p_scope_id and account_id = p_account)
        else p_scope_id = p_account
    end) then
        return false;
    end if;
    insert into spending_limit (limit_id, account_id, scope, scope_id, period, limit_nanos)
    values (p_limit, p_account, p_scope, p_scope_id, p_period, p_nanos)
    on conflict (account_id, scope_id, scope, period) do update set limit_nanos = excluded.limit_nanos
    returning limit_id into kept;

    insert into spending_window (window_id, account_id, limit_id, starts_at, spent_nanos)
    select window_of(kept, start), p_account, kept, start, coalesce(sum(cost_nanos), 0)::bigint
    from generation join api_key using (key_id)
    where generation.account_id = p_account and generation_id >= first_id(start) and generation.created_at >= start
      and p_scope_id = case p_scope
          when 'KEY' then key_id
          when 'MEMBER' then member_id
          when 'WORKSPACE' then workspace_id
          else p_account
      end
    on conflict do nothing;

    perform set_config('role', 'turnpike_across', true);
    update lease set recalled = true
    where budget_id in (select window_id from spending_window where limit_id = kept) and amount_nanos > 0;
    perform set_config('role', 'none', true);
    return true;
end
$$;

-- Takes back and lends, budget after budget; the caller names each budget once. A budget is the wallet of the account,
-- or the window of p_limits that begins at p_starts, whose row comes into being here. Of each budget:
--   everything  the whole lease comes back; otherwise "returned" of it, or what is left of it
--   least       nothing is lent if this does not fit
--   needed      is lent as far as it fits; more, up to "wanted", only out of a quarter of what there is
--   recall      if needed does not fit, other nodes are asked to return what they do not use
-- What comes back to a wallet whose owner owes something pays that first.
-- Of a window that is not the current one by this clock, give or take five seconds, nothing is lent.
-- The answer has a row for each: what was lent, what is left, what the wallet's owner owes (then nothing is lent),
-- the limit, whether other nodes have yet to answer a recall, whether the budget exists, and, if the window is not the
-- current one, what time it is.
create or replace function exchange_leases(
    p_node uuid, p_limits uuid[], p_starts timestamptz[], p_budgets uuid[], p_accounts uuid[],
    p_everything boolean[], p_returned bigint[], p_least bigint[], p_needed bigint[], p_wanted bigint[],
    p_recall boolean[]
) returns table (
    lent_nanos bigint, left_nanos bigint, due_nanos bigint, amount_of_limit bigint, recalling boolean,
    known boolean, not_now timestamptz)
    language plpgsql
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off as
$$
declare
    is_wallet boolean;
    span text;
    leased bigint;
    back bigint;
    room bigint;
    paid bigint;
begin
    perform require_node(p_node);
    perform set_config('role', 'turnpike_across', true);
    perform from wallet where account_id = any (p_accounts) order by account_id for no key update;
    for i in 1 .. cardinality(p_budgets) loop
        is_wallet := p_limits[i] is null;
        amount_of_limit := null;
        not_now := null;
        if is_wallet then
            select posted_nanos - held_nanos, receivable_nanos into room, due_nanos
            from wallet where account_id = p_budgets[i];
            known := found;
        else
            due_nanos := 0;
            select limit_nanos, period into amount_of_limit, span
            from spending_limit where limit_id = p_limits[i] and account_id = p_accounts[i];
            if found and p_starts[i] not in (
                window_start(span, clock_timestamp() - interval '5 seconds'),
                window_start(span, clock_timestamp() + interval '5 seconds'))
            then
                not_now := clock_timestamp();
            end if;
            -- Of a limit that was removed meanwhile there is nothing to lend, but leases still come back.
            known := amount_of_limit is not null;
            select coalesce(amount_of_limit, 0) - spent_nanos - held_nanos into room
            from spending_window where window_id = p_budgets[i];
            if not found and known and not_now is null then
                insert into spending_window (window_id, account_id, limit_id, starts_at)
                values (p_budgets[i], p_accounts[i], p_limits[i], p_starts[i])
                on conflict do nothing;
                select amount_of_limit - spent_nanos - held_nanos into room
                from spending_window where window_id = p_budgets[i];
            end if;
        end if;
        lent_nanos := 0;
        left_nanos := 0;
        recalling := false;
        if room is null then
            return next;
            continue;
        end if;

        select amount_nanos into leased from lease where budget_id = p_budgets[i] and node_id = p_node;
        back := case when p_everything[i] then coalesce(leased, 0) else least(p_returned[i], coalesce(leased, 0)) end;
        room := room + back;
        paid := least(due_nanos, room);
        if paid > 0 then
            update wallet set held_nanos = held_nanos - back where account_id = p_budgets[i];
            update lease set amount_nanos = amount_nanos - back
            where budget_id = p_budgets[i] and node_id = p_node;
            perform post_journal(
                p_budgets[i], 'RECEIVABLE_PAID', 'credit-' || gen_random_uuid(),
                array ['wallet', 'receivable'], array [-paid, paid]);
            leased := leased - back;
            back := 0;
            room := room - paid;
            due_nanos := due_nanos - paid;
        end if;
        if due_nanos = 0 and known and not_now is null and room >= p_least[i] then
            lent_nanos := least(greatest(room, 0), greatest(p_needed[i], least(p_wanted[i], room / 4)));
        end if;
        left_nanos := room - lent_nanos;

        if lent_nanos <> back then
            if is_wallet then
                update wallet set held_nanos = held_nanos + lent_nanos - back where account_id = p_budgets[i];
            else
                update spending_window set held_nanos = held_nanos + lent_nanos - back where window_id = p_budgets[i];
            end if;
        end if;
        if p_everything[i] and lent_nanos = 0 then
            delete from lease where budget_id = p_budgets[i] and node_id = p_node;
        elsif leased is not null then
            update lease set amount_nanos = amount_nanos + lent_nanos - back, recalled = false
            where budget_id = p_budgets[i] and node_id = p_node;
        elsif lent_nanos > 0 then
            insert into lease (budget_id, node_id, account_id, amount_nanos)
            values (p_budgets[i], p_node, p_accounts[i], lent_nanos);
        end if;

        if lent_nanos < p_needed[i] and due_nanos = 0 and known and not_now is null then
            if p_recall[i] then
                update lease set recalled = true
                where budget_id = p_budgets[i] and node_id <> p_node and amount_nanos > 0;
            end if;
            -- A node that died does not answer.
            recalling := exists (
                select from lease join node using (node_id)
                where budget_id = p_budgets[i] and node_id <> p_node and recalled
                  and alive_until > clock_timestamp());
        end if;
        return next;
    end loop;
end
$$;

-- Ends the leases of nodes that fell silent, up to so many; returns how many.
create or replace function expire_leases(p_limit integer) returns integer
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
declare
    gone lease[];
begin
    perform set_config('role', 'turnpike_across', true);
    delete from node where node_id in (
        select node_id from node where alive_until < clock_timestamp()
        order by node_id for update skip locked);

    -- Wallets are locked before their leases, so what is to end is looked up first and may have gone meanwhile.
    select array_agg(silent) into gone from (
        select lease as silent from lease
        where not exists (select from node where node.node_id = lease.node_id)
        limit p_limit) as found;
    if gone is null then
        return 0;
    end if;
    perform from wallet
    where account_id in (select account_id from unnest(gone)) order by account_id for no key update;

    with ended as (
        delete from lease using unnest(gone) as silent
        where lease.budget_id = silent.budget_id and lease.node_id = silent.node_id
          and not exists (select from node where node.node_id = lease.node_id)
        returning lease.*
    ), freed as (
        select budget_id, sum(amount_nanos)::bigint as nanos from ended group by budget_id
    ), windows as (
        update spending_window set held_nanos = held_nanos - nanos
        from freed where window_id = budget_id
    )
    update wallet set held_nanos = held_nanos - nanos
    from freed where wallet.account_id = budget_id;
    return cardinality(gone);
end
$$;

drop function cover;
-- How a call is paid whose hold may not cover it: out of what its leases still have, up to its hold; then out of what
-- the wallet has left; the rest is owed. The caller holds the lock on the wallet.
create function cover(
    p_node uuid, p_account uuid, p_windows uuid[], p_held bigint, p_cost bigint,
    out from_wallet_lease bigint, out from_window_leases bigint[], out owed bigint
)
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
declare
    room bigint;
begin
    select posted_nanos - held_nanos into room from wallet where account_id = p_account;
    from_wallet_lease := least(p_held, p_cost, coalesce(
        (select amount_nanos from lease where budget_id = p_account and node_id = p_node), 0));
    from_window_leases := array(
        select least(p_held, p_cost, coalesce(amount_nanos, 0))
        from unnest(p_windows) with ordinality as spent (id, place)
        left join lease on budget_id = id and node_id = p_node
        order by place);
    owed := greatest(p_cost - from_wallet_lease - room, 0);
end
$$;

-- Stores calls that ended, and charges them, all or nothing. Sums come along for each key, and for each window and each
-- wallet with how much of what they are charged leaves their lease. A call that was settled before is refused as a
-- violation of its unique id, because its part of the sums is not known.
-- p_held is given for a call alone: what was set aside for it, which may be less than its cost, or be gone. What leaves
-- its leases and what is owed is then found out here, and a call that was settled before changes nothing.
-- The answer is what is owed.
-- Elements are taken by their number, which costs less than unnest: PL/pgSQL holds arrays taken apart.
drop function settle_calls;
create function settle_calls(
    p_node uuid,
    p_generations uuid[], p_accounts uuid[], p_keys uuid[], p_created_at timestamptz[],
    p_models text[], p_streamed boolean[], p_user_agents text[], p_referers text[], p_applications text[],
    p_statuses text[], p_errors text[],
    p_attempt_models text[], p_attempt_providers text[], p_attempt_statuses text[],
    p_attempt_millis text[], p_attempt_errors text[],
    p_served_models text[], p_providers text[], p_price_versions bigint[], p_estimated boolean[],
    p_upstream_ids text[], p_finish_reasons text[], p_native_finish_reasons text[],
    p_first_token_millis bigint[], p_total_millis bigint[], p_counts bigint[],
    p_markup_basis_points integer[], p_costs bigint[], p_provider_costs bigint[],
    p_max_costs bigint[],
    p_charged_keys uuid[], p_key_accounts uuid[], p_key_costs bigint[],
    p_charged_windows uuid[], p_window_accounts uuid[], p_window_costs bigint[], p_window_leased bigint[],
    p_charged_wallets uuid[], p_wallet_costs bigint[], p_wallet_leased bigint[],
    p_held bigint
) returns bigint
    language plpgsql
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off as
$$
declare
    changed bigint;
    debt bigint := 0;
begin
    perform set_config('role', 'turnpike_across', true);
    if p_held is not null then
        perform from wallet where account_id = p_accounts[1] for no key update;
        if exists (select from generation where generation_id = p_generations[1]) then
            return coalesce((
                select -receivable_nanos from journal_transaction where generation_id = p_generations[1]), 0);
        end if;
        if p_costs[1] > 0 then
            select from_window_leases, array [from_wallet_lease], owed
            into p_window_leased, p_wallet_leased, debt
            from cover(p_node, p_accounts[1], p_charged_windows, p_held, p_costs[1]);
        end if;
    end if;

    insert into generation (
        generation_id, account_id, key_id, created_at, model, streamed, user_agent, referer, application,
        status, error,
        attempt_models, attempt_providers, attempt_statuses, attempt_millis, attempt_errors,
        served_model, provider, price_version_id, estimated,
        upstream_id, finish_reason, native_finish_reason, first_token_millis, total_millis,
        input_count, cache_read_count, cache_write_5m_count, cache_write_1h_count,
        output_count, reasoning_count, audio_in_count, audio_out_count,
        image_in_count, image_out_count, per_request_count,
        markup_basis_points, cost_nanos, provider_cost_nanos, max_cost_nanos)
    select p_generations[i], p_accounts[i], p_keys[i], p_created_at[i], p_models[i], p_streamed[i],
           p_user_agents[i], p_referers[i], p_applications[i], p_statuses[i], p_errors[i],
           p_attempt_models[i]::text[], p_attempt_providers[i]::text[], p_attempt_statuses[i]::integer[],
           p_attempt_millis[i]::bigint[], p_attempt_errors[i]::text[], p_served_models[i], p_providers[i],
           p_price_versions[i], p_estimated[i], p_upstream_ids[i], p_finish_reasons[i], p_native_finish_reasons[i],
           p_first_token_millis[i], p_total_millis[i],
           p_counts[11 * i - 10], p_counts[11 * i - 9], p_counts[11 * i - 8], p_counts[11 * i - 7],
           p_counts[11 * i - 6], p_counts[11 * i - 5], p_counts[11 * i - 4], p_counts[11 * i - 3],
           p_counts[11 * i - 2], p_counts[11 * i - 1], p_counts[11 * i],
           p_markup_basis_points[i], p_costs[i], p_provider_costs[i], p_max_costs[i]
    from generate_series(1, cardinality(p_generations)) as i;

    insert into journal_transaction (
        account_id, kind, generation_id, wallet_nanos, receivable_nanos, provider_payable_nanos, revenue_nanos)
    select p_accounts[i], 'USAGE', p_generations[i],
           debt - p_costs[i], -debt, p_provider_costs[i], p_costs[i] - p_provider_costs[i]
    from generate_series(1, cardinality(p_generations)) as i
    where p_costs[i] <> 0;

    -- Late, so that others wait for the end of this only, not for all that is written before.
    perform from wallet where account_id = any (p_key_accounts) order by account_id for no key update;
    if cardinality(p_charged_windows) > 0 then
        update spending_window
        set spent_nanos = spent_nanos + cost, held_nanos = held_nanos - leased
        from unnest(p_charged_windows, p_window_accounts, p_window_costs, p_window_leased)
            as charged (id, account, cost, leased)
        where window_id = id and account_id = account;
        get diagnostics changed = row_count;
        if changed <> cardinality(p_charged_windows) then
            raise exception 'A window of a limit is not known: %', p_charged_windows;
        end if;
    end if;

    update key_spending
    set spent_nanos = spent_nanos + cost, last_used_at = clock_timestamp()
    from unnest(p_charged_keys, p_key_accounts, p_key_costs) as charged (id, account, cost)
    where key_id = id and account_id = account;
    get diagnostics changed = row_count;
    if changed <> cardinality(p_charged_keys) then
        raise exception 'A key is not known: %', p_charged_keys;
    end if;

    update wallet
    set posted_nanos = posted_nanos - cost + debt, held_nanos = held_nanos - leased,
        receivable_nanos = receivable_nanos + debt
    from unnest(p_charged_wallets, p_wallet_costs, p_wallet_leased) as charged (id, cost, leased)
    where account_id = id;
    get diagnostics changed = row_count;
    if changed <> cardinality(p_charged_wallets) then
        raise exception 'A wallet is not known: %', p_charged_wallets;
    end if;

    update lease
    set amount_nanos = amount_nanos - leased
    from (
        select id, leased from unnest(p_charged_windows, p_window_leased) as limited (id, leased)
        where leased <> 0
        union all
        select id, leased from unnest(p_charged_wallets, p_wallet_leased) as wallet (id, leased) where leased <> 0
    ) as charged
    -- "is not distinct from" keeps the planner from looking for all leases of a node first.
    where budget_id = id and node_id is not distinct from p_node;
    get diagnostics changed = row_count;
    if changed <> (select count(*) from unnest(p_window_leased || p_wallet_leased) as leased where leased <> 0) then
        raise exception 'Node % has lost a lease', p_node using errcode = 'no_data_found';
    end if;
    return debt;
end
$$;

-- All discrepancies, of all rows that there ever were, or of the checkpoint and what is newer; empty when all is well.
-- STABLE, so that one moment is seen by all of it.
create or replace function discrepancies(p_of_everything boolean) returns setof text
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
    select format('Journal transaction %s (%s %s) sums to %s, not to 0',
                  transaction_id, kind, coalesce(reference, generation_id::text), summed.nanos)
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
                  generation_id, coalesce(booked.cost, 0), coalesce(costed.cost, 0))
    from (
        select generation_id, -(wallet_nanos + receivable_nanos) as cost, occurred_at
        from journal_transaction
        where kind = 'USAGE' and occurred_at >= since - interval '10 minutes'
    ) as booked full join (
        select generation_id, cost_nanos as cost, settled_at
        from generation where cost_nanos > 0 and settled_at >= since - interval '10 minutes'
    ) as costed using (generation_id)
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
