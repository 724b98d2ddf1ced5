-- Accounts are posted in eight parts: what others wait for is held for milliseconds, and a batch is few rows. The
-- application makes the same of an id.
create or replace function shard_of(p_account uuid) returns integer
    language sql immutable as
$$
    select get_byte(uuid_send(p_account), 15) & 7;
$$;

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
grant select on unposted_charge to turnpike_app, turnpike_across;

-- Wallets as they would be if all that is settled were posted.
create or replace view settled_wallet with (security_invoker = true) as
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
-- this first, and has locked no wallet before.
create or replace function post_settlements(p_shards integer[]) returns integer
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
    if batches is not null then
        perform charge(batches, null, null);
    end if;
    return coalesce(cardinality(batches), 0);
end
$$;

-- The same for one shard and for whoever would rather come again than keep others waiting: null when somebody has locked
-- a wallet of which there is something to post.
create or replace function post_soon(p_shard integer) returns integer
    language plpgsql
    set lock_timeout = '100ms' as
$$
begin
    return post_settlements(array [p_shard]);
exception when lock_not_available then
    return null;
end
$$;

-- Posts what was settled in batches of one shard, unless somebody else does. If a crash takes this back it is done again,
-- so nobody waits for the disk; what is committed later is on the disk later.
create or replace function post_shard(p_shard integer) returns integer
    language plpgsql as
$$
begin
    if not pg_try_advisory_xact_lock('settlement_batch'::regclass::integer, p_shard) then
        return 0;
    end if;
    perform set_config('synchronous_commit', 'off', true);
    return coalesce(post_soon(p_shard), 0);
end
$$;
