-- Settling is writing down, posting is adding up. What makes a call durable is one row, its record, and that record is also
-- its charge; many calls are settled by one statement that locks nothing. The sums that they belong to (keys, windows of
-- limits, wallets, leases) are moved a moment later, for many batches at once, so that a wallet that is used often is
-- written rarely. A lease has set the money aside before the call, so nobody can spend it in between.

-- A charge has no row of its own any more: what was delivered and what it cost can not disagree. What a tenant owes stands
-- in a transaction of its own.
alter table journal_transaction no force row level security;
alter table journal_transaction disable trigger immutable;
alter table journal_transaction
    add reverses_generation uuid,
    drop constraint a_charge_names_its_call,
    drop constraint others_have_a_reference;
update journal_transaction as reversal
set reverses_generation = charge.generation_id, reverses = null
from journal_transaction as charge
where charge.transaction_id = reversal.reverses and charge.generation_id is not null;
insert into journal_transaction (account_id, kind, reference, occurred_at, wallet_nanos, receivable_nanos)
select account_id, 'RECEIVABLE_DUE', 'call-' || generation_id, occurred_at, -receivable_nanos, receivable_nanos
from journal_transaction where kind = 'USAGE' and receivable_nanos <> 0;
delete from journal_transaction where kind = 'USAGE';
drop view journal_entry;
alter table journal_transaction
    drop column generation_id,
    alter reference set not null,
    add constraint charges_are_records_of_calls check (kind <> 'USAGE'),
    enable trigger immutable,
    force row level security;
drop index journal_transaction_of_reference;
create unique index journal_transaction_of_reference on journal_transaction (kind, reference);
create unique index journal_transaction_reverses_generation on journal_transaction (reverses_generation)
    where reverses_generation is not null;

-- A tenant's calls are found by when they were settled, as the rest of its journal: one index instead of two.
drop index generation_of_account;
create index generation_of_account on generation (account_id, settled_at);

-- What was summed up by the moment of a charge is summed up again by the moment of its call.
alter table wallet_checkpoint no force row level security;
alter table key_checkpoint no force row level security;
delete from wallet_checkpoint;
delete from key_checkpoint;
update checkpoint set moment = 'epoch';
alter table wallet_checkpoint force row level security;
alter table key_checkpoint force row level security;

-- Every transaction: those that have rows of their own, and the charges of calls.
create view journal with (security_invoker = true) as
select transaction_id, null::uuid as generation_id, account_id, kind, reference, occurred_at,
       reverses, reverses_generation, note,
       wallet_nanos, receivable_nanos, payment_clearing_nanos, provider_payable_nanos, revenue_nanos,
       promotional_expense_nanos, breakage_nanos, refunds_nanos, disputes_nanos, tax_payable_nanos
from journal_transaction
union all
select null, generation_id, account_id, 'USAGE', null, settled_at,
       null, null, null,
       -cost_nanos, 0, 0, provider_cost_nanos, cost_nanos - provider_cost_nanos,
       null, null, null, null, null
from generation where cost_nanos > 0;
grant select on journal to turnpike_app, turnpike_across;

-- The same as lines, for whoever reads the books.
create view journal_entry with (security_invoker = true) as
select transaction_id, generation_id, line, account_id, ledger_account, amount_nanos
from journal
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
grant select on journal_entry to turnpike_app, turnpike_across;

-- Accounts are posted in sixteen parts, so that what others wait for is held for milliseconds. The application makes the
-- same of an id.
create function shard_of(p_account uuid) returns integer
    language sql immutable as
$$
    select get_byte(uuid_send(p_account), 15) & 15;
$$;

-- Calls that were settled together and are not posted yet: what those of one shard cost each key, each window of a limit
-- and each wallet. All of it was set aside for them in the leases of their node. Rows live for a fraction of a second, and
-- their arrays are read once: compressing them would only cost.
create table settlement_batch (
    batch_id        bigint      generated always as identity,
    shard           integer     not null,
    node_id         uuid        not null,
    settled_at      timestamptz not null,
    keys            uuid[]      storage external not null,
    key_accounts    uuid[]      storage external not null,
    key_costs       bigint[]    storage external not null,
    windows         uuid[]      storage external not null,
    window_accounts uuid[]      storage external not null,
    window_costs    bigint[]    storage external not null,
    wallets         uuid[]      storage external not null,
    wallet_costs    bigint[]    storage external not null,
    primary key (shard, batch_id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
grant select, insert, delete on settlement_batch to turnpike_across;

-- What is settled and not posted. A batch has calls of many tenants, so this view, and not a policy, keeps them apart.
create view unposted_charge with (security_barrier = true) as
select kind, id, account_id, node_id, cost_nanos
from settlement_batch cross join lateral (
    select 'KEY' as kind, charged.* from unnest(keys, key_accounts, key_costs) as charged (id, account_id, cost_nanos)
    union all
    select 'WINDOW', charged.* from unnest(windows, window_accounts, window_costs) as charged
    union all
    select 'WALLET', id, id, cost from unnest(wallets, wallet_costs) as charged (id, cost)
) as charge
where pg_has_role(current_user, 'turnpike_across', 'usage')
   or account_id = nullif(current_setting('turnpike.account', true), '')::uuid;
grant select on unposted_charge to turnpike_app, turnpike_across;

-- Wallets as they would be if all that is settled were posted.
create view settled_wallet with (security_invoker = true) as
select account_id,
       posted_nanos - coalesce(unposted.nanos, 0) as posted_nanos,
       held_nanos - coalesce(unposted.nanos, 0) as held_nanos,
       receivable_nanos
from wallet left join (
    select account_id, sum(cost_nanos)::bigint as nanos from unposted_charge where kind = 'WALLET' group by account_id
) as unposted using (account_id);
grant select on settled_wallet to turnpike_app, turnpike_across;

-- Moves the sums that these charges belong to, and returns what is owed beyond what their wallets have. What was set aside
-- for them leaves their leases; p_held is given for a call alone whose hold may not cover it. What a lease does not have
-- comes out of what the wallet has left, and the rest is owed. The caller keeps the leases from ending meanwhile.
create function charge(p_batches settlement_batch[], p_held bigint, p_reference text) returns bigint
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
        cross join unnest(batch.wallets || batch.windows, batch.wallet_costs || batch.window_costs) as spent (id, cost)
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

    update key_spending
    set spent_nanos = spent_nanos + cost, last_used_at = used_at
    from (
        select key, account, sum(charged.cost)::bigint as cost, max(settled_at) as used_at
        from unnest(p_batches) as batch
        cross join unnest(batch.keys, batch.key_accounts, batch.key_costs) as charged (key, account, cost)
        group by key, account
    ) as charged
    where key_id = key and account_id = account;
    return owed;
end
$$;

-- Posts what was settled in batches of these shards; returns how many. Leases do not end meanwhile: who ends some asks for
-- this first, names the accounts that it goes on with, and has locked no wallet before.
create function post_settlements(p_shards integer[], p_accounts uuid[] default '{}') returns integer
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
            select distinct wallet from unnest(batches) as batch cross join unnest(batch.wallets) as wallet))
        order by account_id for no key update;
    end if;
    if batches is not null then
        perform charge(batches, null, null);
    end if;
    return coalesce(cardinality(batches), 0);
end
$$;

-- Posts what was settled in batches of one shard, unless somebody else does. If a crash takes this back it is done again,
-- so nobody waits for the disk; what is committed later is on the disk later.
create function post_shard(p_shard integer) returns integer
    language plpgsql as
$$
begin
    if not pg_try_advisory_xact_lock('settlement_batch'::regclass::integer, p_shard) then
        return 0;
    end if;
    perform set_config('synchronous_commit', 'off', true);
    return post_settlements(array [p_shard]);
end
$$;

-- Where there is something to post.
create function unposted_shards() returns setof integer
    language plpgsql as
$$
begin
    perform set_config('role', 'turnpike_across', true);
    return query select distinct shard from settlement_batch;
end
$$;

-- Stores calls that ended, and charges them, all or nothing. Sums come along for each key, each window and each wallet,
-- those of one shard after those of the other; "ends" says up to where they belong to each of p_shards. A call that was
-- settled before is refused as a violation of its unique id, because its part of the sums is not known.
-- p_held is given for a call alone: what was set aside for it, which may be less than its cost, or be gone. It is posted at
-- once, and a call that was settled before changes nothing.
-- The answer is what is owed.
-- Elements are taken by their number, which costs less than unnest: PL/pgSQL holds arrays taken apart.
drop function settle_calls;
drop function cover;
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
    p_shards integer[],
    p_charged_keys uuid[], p_key_accounts uuid[], p_key_costs bigint[], p_key_ends integer[],
    p_charged_windows uuid[], p_window_accounts uuid[], p_window_costs bigint[], p_window_ends integer[],
    p_charged_wallets uuid[], p_wallet_costs bigint[], p_wallet_ends integer[],
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
        perform from wallet where account_id = p_accounts[1] for no key update;
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
    select p_generations[i], p_accounts[i], p_keys[i], p_created_at[i], settled, p_models[i], p_streamed[i],
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

    if p_held is null then
        insert into settlement_batch (
            shard, node_id, settled_at, keys, key_accounts, key_costs, windows, window_accounts, window_costs,
            wallets, wallet_costs)
        select p_shards[i], p_node, settled,
               p_charged_keys[key_start:p_key_ends[i]], p_key_accounts[key_start:p_key_ends[i]],
               p_key_costs[key_start:p_key_ends[i]],
               p_charged_windows[window_start:p_window_ends[i]], p_window_accounts[window_start:p_window_ends[i]],
               p_window_costs[window_start:p_window_ends[i]],
               p_charged_wallets[wallet_start:p_wallet_ends[i]], p_wallet_costs[wallet_start:p_wallet_ends[i]]
        from generate_series(1, cardinality(p_shards)) as i cross join lateral (
            select coalesce(p_key_ends[i - 1], 0) + 1 as key_start,
                   coalesce(p_window_ends[i - 1], 0) + 1 as window_start,
                   coalesce(p_wallet_ends[i - 1], 0) + 1 as wallet_start) as starts;
        return 0;
    end if;
    batch := row(
        null, p_shards[1], p_node, settled, p_charged_keys, p_key_accounts, p_key_costs,
        p_charged_windows, p_window_accounts, p_window_costs, p_charged_wallets, p_wallet_costs);
    return charge(array [batch], p_held, 'call-' || p_generations[1]);
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
    -- A lease that comes back whole must not bring back what its calls have cost.
    if true = any (p_everything) then
        perform post_settlements(array(select shard_of(account) from unnest(p_accounts) as account), p_accounts);
    end if;
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
    -- What their calls have cost leaves the leases first.
    perform post_settlements(
        array(select shard_of(account_id) from unnest(gone)), array(select account_id from unnest(gone)));
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
    where generation.account_id = p_account and settled_at >= start and generation.created_at >= start
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

drop function first_id;

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

drop function book;
-- Writes a transaction and moves the wallet with it; returns its id, or null when this cause was posted before.
create function book(
    p_account uuid, p_kind text, p_reference text, p_ledger_accounts text[], p_amounts bigint[],
    p_reverses bigint default null, p_note text default null, p_reverses_generation uuid default null
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
        account_id, kind, reference, reverses, note, reverses_generation,
        wallet_nanos, receivable_nanos, payment_clearing_nanos, provider_payable_nanos, revenue_nanos,
        promotional_expense_nanos, breakage_nanos, refunds_nanos, disputes_nanos, tax_payable_nanos)
    select p_account, p_kind, p_reference, p_reverses, p_note, p_reverses_generation,
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

-- Undoes a credit by a transaction of its own, or says why not and changes nothing:
--   REVERSED, ALREADY   "reversal" is the transaction that does, or did
--   SPENT               so much of the credit's lot is gone
--   LENT                so much of the credit is lent to servers for calls that run now
--   UNKNOWN             the account has no such transaction
--   NOT_REVERSIBLE      it is not a credit
create or replace function reverse_transaction(
    p_account uuid, p_transaction bigint, p_reason text,
    out outcome text, out reversal bigint, out nanos bigint
)
    language plpgsql as
$$
declare
    credit lot_left;
    room bigint;
begin
    select posted_nanos - held_nanos into room from wallet where account_id = p_account for no key update;
    perform from journal_transaction where transaction_id = p_transaction and account_id = p_account;
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
    if credit.lot_id is null then
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
    select book(
        p_account, 'REVERSAL', 'reversal-of-' || p_transaction, array_agg(ledger_account), array_agg(-amount_nanos),
        p_transaction, p_reason)
    into reversal
    from journal_entry where transaction_id = p_transaction and account_id = p_account;
    update lot set remaining_nanos = 0 where lot_id = credit.lot_id;
    insert into lot_movement (lot_id, account_id, cause, amount_nanos, transaction_id)
    values (credit.lot_id, p_account, 'REVERSED', -credit.amount_nanos, reversal);
end
$$;

-- The same for the charge of a call, which gives its cost back and pays with it first what the tenant owes: REVERSED,
-- ALREADY, UNKNOWN, or NOT_REVERSIBLE when the call cost nothing.
create function reverse_charge(
    p_account uuid, p_generation uuid, p_reason text,
    out outcome text, out reversal bigint
)
    language plpgsql as
$$
declare
    charge journal;
    due bigint;
begin
    select receivable_nanos into due from wallet where account_id = p_account for no key update;
    select transaction_id into reversal from journal_transaction where reverses_generation = p_generation;
    if found then
        outcome := 'ALREADY';
        return;
    end if;
    select * into charge from journal where generation_id = p_generation and account_id = p_account;
    if not found then
        outcome := case when exists (
            select from generation where generation_id = p_generation and account_id = p_account)
            then 'NOT_REVERSIBLE' else 'UNKNOWN' end;
        return;
    end if;

    outcome := 'REVERSED';
    perform draw_lots(p_account);
    due := least(due, -charge.wallet_nanos);
    reversal := book(
        p_account, 'REVERSAL', 'reversal-of-' || p_generation,
        array ['wallet', 'receivable', 'provider_payable', 'revenue'],
        array [-charge.wallet_nanos - due, due, -charge.provider_payable_nanos, -charge.revenue_nanos],
        null, p_reason, p_generation);
    perform restore_lots(p_account, reversal, -charge.wallet_nanos - due);
end
$$;

-- Moves the checkpoint up to this age, if that is a step of at least so much; it must be older than any transaction
-- that still runs. The functions below are planned for the moment at hand: how much is newer decides how it is read.
create or replace function advance_checkpoint(p_age_millis bigint, p_step_millis bigint) returns boolean
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
    select account_id, sum(wallet_nanos), -sum(journal.receivable_nanos)
    from journal where occurred_at >= since and occurred_at < upto
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

-- The sum of a wallet's entries before this moment, counted from the checkpoint forward or back.
create or replace function posted_at(p_account uuid, p_at timestamptz) returns bigint
    language plpgsql stable
    set plan_cache_mode = force_custom_plan as
$$
declare
    since timestamptz := (select moment from checkpoint);
    posted bigint := coalesce((select posted_nanos from wallet_checkpoint where account_id = p_account), 0);
begin
    if p_at >= since then
        return posted + (
            select coalesce(sum(wallet_nanos), 0) from journal
            where account_id = p_account and occurred_at >= since and occurred_at < p_at);
    end if;
    return posted - (
        select coalesce(sum(wallet_nanos), 0) from journal
        where account_id = p_account and occurred_at >= p_at and occurred_at < since);
end
$$;

-- The same checks as before, of the journal instead of its rows, and with what is settled and not posted.
create or replace view lot_discrepancy with (security_invoker = true) as
select format('Lot %s shows %s left of %s, its movements sum to %s',
              lot_id, remaining_nanos, amount_nanos, coalesce(moved.nanos, 0)) as description
from lot left join (
    select lot_id, sum(amount_nanos) as nanos from lot_movement group by lot_id
) as moved using (lot_id)
where remaining_nanos <> amount_nanos + coalesce(moved.nanos, 0)
union all
select format('Wallet %s shows %s posted, its lots have only %s left',
              account_id, posted_nanos, coalesce(remaining.nanos, 0))
from settled_wallet left join (
    select account_id, sum(remaining_nanos) as nanos from lot group by account_id
) as remaining using (account_id)
where posted_nanos > coalesce(remaining.nanos, 0);

create or replace view checkpoint_discrepancy with (security_invoker = true) as
select format('The checkpoint of wallet %s says %s posted and %s receivable, its entries until then sum to %s and %s',
              account_id, posted_nanos, receivable_nanos, coalesce(booked.posted, 0),
              coalesce(booked.receivable, 0)) as description
from (
    select account_id, sum(wallet_nanos) as posted, -sum(receivable_nanos) as receivable
    from journal where occurred_at < (select moment from checkpoint) group by account_id
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

create view batch_discrepancy with (security_invoker = true) as
select format('Batch %s of node %s was settled at %s and is not posted yet', batch_id, node_id, settled_at) as description
from settlement_batch
where settled_at < clock_timestamp() - interval '1 minute';
grant select on batch_discrepancy to turnpike_across;

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
        return query select description from checkpoint_discrepancy;
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
