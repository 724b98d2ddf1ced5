-- A settlement costs less: a key of a batch is sent once and named by its number, wallets are summed up from keys,
-- attempts and moments are sent as numbers, and calls have one index fewer.

-- What a key has spent in the day, the week and the month (UTC) of its last use. It used to be summed up from calls, by an
-- index that each of them had to be entered into.
alter table key_spending
    add day_nanos   bigint not null default 0 check (day_nanos >= 0),
    add week_nanos  bigint not null default 0 check (week_nanos >= 0),
    add month_nanos bigint not null default 0 check (month_nanos >= 0);
grant update (day_nanos, week_nanos, month_nanos) on key_spending to turnpike_across;
alter table key_spending no force row level security;
alter table generation no force row level security;
update key_spending
set day_nanos = coalesce(day, 0), week_nanos = coalesce(week, 0), month_nanos = coalesce(month, 0)
from (
    select posted.key_id,
           sum(nanos) filter (where settled_at >= date_trunc('day', last_used_at, 'UTC')) as day,
           sum(nanos) filter (where settled_at >= date_trunc('week', last_used_at, 'UTC')) as week,
           sum(nanos) filter (where settled_at >= date_trunc('month', last_used_at, 'UTC')) as month
    from key_spending as posted join (
        select key_id, settled_at, cost_nanos as nanos from generation
        union all
        select key, settled_at, -cost from settlement_batch cross join unnest(keys, key_costs) as charged (key, cost)
    ) as cost using (key_id)
    group by posted.key_id
) as spent
where spent.key_id = key_spending.key_id;
alter table key_spending force row level security;
alter table generation force row level security;
drop index generation_of_key_by_time;

-- What the wallets of a batch are charged is the sum of their keys.
create or replace view unposted_charge with (security_barrier = true) as
select kind, id, account_id, node_id, cost_nanos, settled_at
from settlement_batch cross join lateral (
    select 'KEY' as kind, charged.* from unnest(keys, key_accounts, key_costs) as charged (id, account_id, cost_nanos)
    union all
    select 'WINDOW', charged.* from unnest(windows, window_accounts, window_costs) as charged
    union all
    select 'WALLET', account, account, cost from unnest(key_accounts, key_costs) as charged (account, cost)
) as charge
where pg_has_role(current_user, 'turnpike_across', 'usage')
   or account_id = nullif(current_setting('turnpike.account', true), '')::uuid;

alter table settlement_batch
    drop column wallets,
    drop column wallet_costs;
drop function unposted_shards;

-- Accounts are posted in eight parts: what others wait for is held for milliseconds, and a batch is few rows. The
-- application makes the same of an id.
create or replace function shard_of(p_account uuid) returns integer
    language sql immutable as
$$
    select get_byte(uuid_send(p_account), 15) & 7;
$$;
update settlement_batch set shard = shard & 7;

-- Moves the sums that these charges belong to, and returns what is owed beyond what their wallets have. What was set aside
-- for them leaves their leases; p_held is given for a call alone whose hold may not cover it. What a lease does not have
-- comes out of what the wallet has left, and the rest is owed. The caller keeps the leases from ending meanwhile.
create or replace function charge(p_batches settlement_batch[], p_held bigint, p_reference text) returns bigint
    language plpgsql
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off as
$$
declare
    budgets uuid[];
    nodes uuid[];
    costs bigint[];
    taken bigint[];
    changed bigint;
    owed bigint;
    today timestamptz;
    week timestamptz;
    month timestamptz;
begin
    -- An account's wallet has the account's id. "is not distinct from" keeps the planner from looking for all leases of a
    -- node first.
    select array_agg(charged.id), array_agg(charged.node_id), array_agg(charged.cost),
           array_agg(least(charged.leased, coalesce(amount_nanos, 0)))
    into budgets, nodes, costs, taken
    from (
        select id, batch.node_id, sum(spent.cost)::bigint as cost,
               sum(least(spent.cost, coalesce(p_held, spent.cost)))::bigint as leased
        from unnest(p_batches) as batch
        cross join unnest(
            batch.key_accounts || batch.windows, batch.key_costs || batch.window_costs) as spent (id, cost)
        where spent.cost > 0
        group by id, batch.node_id order by id
    ) as charged left join lease on budget_id = charged.id and lease.node_id is not distinct from charged.node_id;

    -- Wallets first, in order: they are what others wait for.
    with moved as (
        update wallet
        set posted_nanos = posted_nanos - cost + greatest(cost - part - (posted_nanos - held_nanos), 0),
            held_nanos = held_nanos - part,
            receivable_nanos = receivable_nanos + greatest(cost - part - (posted_nanos - held_nanos), 0)
        from (
            select id, sum(charged.cost)::bigint as cost, sum(charged.part)::bigint as part
            from unnest(budgets, costs, taken) as charged (id, cost, part) group by id order by id
        ) as charged
        where account_id = id
        returning account_id, new.receivable_nanos - old.receivable_nanos as due
    ), booked as (
        insert into journal_transaction (account_id, kind, reference, wallet_nanos, receivable_nanos)
        select account_id, 'RECEIVABLE_DUE', coalesce(p_reference, 'calls-' || gen_random_uuid()), due, -due
        from moved where due > 0
        returning wallet_nanos
    )
    select coalesce(sum(wallet_nanos), 0) into owed from booked;

    update spending_window set spent_nanos = spent_nanos + cost, held_nanos = held_nanos - part
    from (
        select id, sum(charged.cost)::bigint as cost, sum(charged.part)::bigint as part
        from unnest(budgets, costs, taken) as charged (id, cost, part) group by id
    ) as charged
    where window_id = id;

    update lease set amount_nanos = amount_nanos - part
    from unnest(budgets, nodes, taken) as leased (id, node, part)
    where budget_id = id and node_id is not distinct from node and part > 0;
    get diagnostics changed = row_count;
    if changed <> (select count(*) from unnest(taken) as part where part > 0) then
        raise exception 'A lease ended while it was charged';
    end if;

    -- All batches of one day belong to the same week and month, too. What was spent before counts as far as its day, week
    -- or month is that of the last use.
    for today in select distinct date_trunc('day', settled_at, 'UTC') from unnest(p_batches) order by 1 loop
        week := date_trunc('week', today, 'UTC');
        month := date_trunc('month', today, 'UTC');
        update key_spending
        set spent_nanos = spent_nanos + cost,
            day_nanos = case when last_used_at >= today + interval '24 hours' then day_nanos
                             when last_used_at >= today then day_nanos + cost else cost end,
            week_nanos = case when last_used_at >= week + interval '168 hours' then week_nanos
                              when last_used_at >= week then week_nanos + cost else cost end,
            month_nanos = case when last_used_at >= date_trunc('month', month + interval '768 hours', 'UTC') then month_nanos
                               when last_used_at >= month then month_nanos + cost else cost end,
            last_used_at = greatest(last_used_at, used_at)
        from (
            select key, account, sum(charged.cost)::bigint as cost, max(settled_at) as used_at
            from unnest(p_batches) as batch
            cross join unnest(batch.keys, batch.key_accounts, batch.key_costs) as charged (key, account, cost)
            where settled_at >= today and settled_at < today + interval '24 hours'
            group by key, account
        ) as charged
        where key_id = key and account_id = account;
    end loop;
    return owed;
end
$$;

-- Posts what was settled in batches of these shards; returns how many. Leases do not end meanwhile: who ends some asks for
-- this first, names the accounts that it goes on with, and has locked no wallet before.
create or replace function post_settlements(p_shards integer[], p_accounts uuid[] default '{}') returns integer
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
declare
    batches settlement_batch[];
begin
    perform set_config('role', 'turnpike_across', true);
    perform pg_advisory_xact_lock('settlement_batch'::regclass::integer, shard)
    from (select distinct unnest(p_shards) as shard order by shard) as shards;
    with posted as (
        delete from settlement_batch where shard = any (p_shards) returning settlement_batch as batch
    )
    select array_agg(batch) into batches from posted;
    if cardinality(p_accounts) > 0 then
        perform from wallet
        where account_id = any (p_accounts || array(
            select distinct account from unnest(batches) as batch cross join unnest(batch.key_accounts) as account))
        order by account_id for no key update;
    end if;
    if batches is not null then
        perform charge(batches, null, null);
    end if;
    return coalesce(cardinality(batches), 0);
end
$$;

-- Stores calls that ended, and charges them, all or nothing. Sums come along for each key and each window, those of one
-- shard after those of the other; "ends" says up to where they belong to each of p_shards. A call names its key by its
-- number among p_charged_keys, its moment in microseconds since 1970, and its attempts by where they end. A call that was
-- settled before is refused as a violation of its unique id, because its part of the sums is not known.
-- p_held is given for a call alone: what was set aside for it, which may be less than its cost, or be gone. It is posted at
-- once, and a call that was settled before changes nothing.
-- The answer is what is owed.
-- Elements are taken by their number, which costs less than unnest: PL/pgSQL holds arrays taken apart. To cut one out costs
-- more, so attempts are, unless there was one.
drop function settle_calls;
create function settle_calls(
    p_node uuid, p_shards integer[],
    p_charged_keys uuid[], p_key_accounts uuid[], p_key_costs bigint[], p_key_ends integer[],
    p_charged_windows uuid[], p_window_accounts uuid[], p_window_costs bigint[], p_window_ends integer[],
    p_generations uuid[], p_keys integer[], p_created_at bigint[],
    p_models text[], p_streamed boolean[], p_user_agents text[], p_referers text[], p_applications text[],
    p_statuses text[], p_errors text[],
    p_attempt_models text[], p_attempt_providers text[], p_attempt_statuses integer[],
    p_attempt_millis bigint[], p_attempt_errors text[], p_attempt_ends integer[],
    p_served_models text[], p_providers text[], p_price_versions bigint[], p_estimated boolean[],
    p_upstream_ids text[], p_finish_reasons text[], p_native_finish_reasons text[],
    p_first_token_millis bigint[], p_total_millis bigint[], p_counts bigint[],
    p_markup_basis_points integer[], p_costs bigint[], p_provider_costs bigint[],
    p_max_costs bigint[],
    p_held bigint
) returns bigint
    language plpgsql
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off as
$$
declare
    settled timestamptz := clock_timestamp();
    batch settlement_batch;
begin
    perform set_config('role', 'turnpike_across', true);
    if p_held is not null then
        perform from wallet where account_id = p_key_accounts[1] for no key update;
        if exists (select from generation where generation_id = p_generations[1]) then
            return coalesce((
                select wallet_nanos from journal_transaction
                where kind = 'RECEIVABLE_DUE' and reference = 'call-' || p_generations[1]), 0);
        end if;
    end if;

    insert into generation (
        generation_id, account_id, key_id, created_at, settled_at, model, streamed, user_agent, referer, application,
        status, error,
        attempt_models, attempt_providers, attempt_statuses, attempt_millis, attempt_errors,
        served_model, provider, price_version_id, estimated,
        upstream_id, finish_reason, native_finish_reason, first_token_millis, total_millis,
        input_count, cache_read_count, cache_write_5m_count, cache_write_1h_count,
        output_count, reasoning_count, audio_in_count, audio_out_count,
        image_in_count, image_out_count, per_request_count,
        markup_basis_points, cost_nanos, provider_cost_nanos, max_cost_nanos)
    select p_generations[i], p_key_accounts[p_keys[i]], p_charged_keys[p_keys[i]],
           to_timestamp(p_created_at[i] / 1e6::double precision), settled, p_models[i], p_streamed[i],
           p_user_agents[i], p_referers[i], p_applications[i], p_statuses[i], p_errors[i],
           case attempts when 1 then array [p_attempt_models[last]] else p_attempt_models[last - attempts + 1:last] end,
           case attempts when 1 then array [p_attempt_providers[last]] else p_attempt_providers[last - attempts + 1:last] end,
           case attempts when 1 then array [p_attempt_statuses[last]] else p_attempt_statuses[last - attempts + 1:last] end,
           case attempts when 1 then array [p_attempt_millis[last]] else p_attempt_millis[last - attempts + 1:last] end,
           case attempts when 1 then array [p_attempt_errors[last]] else p_attempt_errors[last - attempts + 1:last] end,
           p_served_models[i], p_providers[i],
           p_price_versions[i], p_estimated[i], p_upstream_ids[i], p_finish_reasons[i], p_native_finish_reasons[i],
           p_first_token_millis[i], p_total_millis[i],
           p_counts[11 * i - 10], p_counts[11 * i - 9], p_counts[11 * i - 8], p_counts[11 * i - 7],
           p_counts[11 * i - 6], p_counts[11 * i - 5], p_counts[11 * i - 4], p_counts[11 * i - 3],
           p_counts[11 * i - 2], p_counts[11 * i - 1], p_counts[11 * i],
           p_markup_basis_points[i], p_costs[i], p_provider_costs[i], p_max_costs[i]
    from generate_series(1, cardinality(p_generations)) as i
    cross join lateral (
        select p_attempt_ends[i] as last, p_attempt_ends[i] - coalesce(p_attempt_ends[i - 1], 0) as attempts) as made;

    if p_held is null then
        insert into settlement_batch (
            shard, node_id, settled_at, keys, key_accounts, key_costs, windows, window_accounts, window_costs)
        select p_shards[i], p_node, settled,
               p_charged_keys[key_start:p_key_ends[i]], p_key_accounts[key_start:p_key_ends[i]],
               p_key_costs[key_start:p_key_ends[i]],
               p_charged_windows[window_start:p_window_ends[i]], p_window_accounts[window_start:p_window_ends[i]],
               p_window_costs[window_start:p_window_ends[i]]
        from generate_series(1, cardinality(p_shards)) as i cross join lateral (
            select coalesce(p_key_ends[i - 1], 0) + 1 as key_start,
                   coalesce(p_window_ends[i - 1], 0) + 1 as window_start) as starts;
        return 0;
    end if;
    batch := row(
        null, p_shards[1], p_node, settled, p_charged_keys, p_key_accounts, p_key_costs,
        p_charged_windows, p_window_accounts, p_window_costs);
    return charge(array [batch], p_held, 'call-' || p_generations[1]);
end
$$;

create view key_period_discrepancy with (security_invoker = true) as
select format('Key %s shows %s, %s and %s spent in its last day, week and month, its generations cost %s, %s and %s',
              key_id, day_nanos, week_nanos, month_nanos,
              coalesce(spent.day, 0), coalesce(spent.week, 0), coalesce(spent.month, 0)) as description
from key_spending left join (
    select posted.key_id,
           sum(nanos) filter (where settled_at >= date_trunc('day', last_used_at, 'UTC')) as day,
           sum(nanos) filter (where settled_at >= date_trunc('week', last_used_at, 'UTC')) as week,
           sum(nanos) filter (where settled_at >= date_trunc('month', last_used_at, 'UTC')) as month
    from key_spending as posted join (
        select key_id, settled_at, cost_nanos as nanos from generation
        union all
        select id, settled_at, -cost_nanos from unposted_charge where kind = 'KEY'
    ) as cost using (key_id)
    group by posted.key_id
) as spent using (key_id)
where (day_nanos, week_nanos, month_nanos) is distinct from
      (coalesce(spent.day, 0), coalesce(spent.week, 0), coalesce(spent.month, 0));
grant select on key_period_discrepancy to turnpike_across;

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
    union all select description from lot_discrepancy
    union all select description from batch_discrepancy;
    if p_of_everything then
        return query
        select description from checkpoint_discrepancy
        union all select description from key_period_discrepancy;
    end if;

    return query
    select format('Journal transaction %s (%s %s) sums to %s, not to 0',
                  transaction_id, kind, reference, summed.nanos)
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
            select account_id, sum(wallet_nanos), -sum(journal.receivable_nanos)
            from journal where occurred_at >= since group by account_id
        ) as part group by account_id
    ) as booked full join settled_wallet using (account_id)
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
            union all
            select id, -sum(cost_nanos) from unposted_charge where kind = 'KEY' group by id
        ) as part group by key_id
    ) as settled full join key_spending using (key_id)
    where spent_nanos is distinct from coalesce(settled.spent, 0);

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
    where occurred_at >= since and kind <> 'RECEIVABLE_DUE'
      and (wallet_nanos > 0 or kind in ('PROMOTION_EXPIRED', 'REVERSAL'))
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
