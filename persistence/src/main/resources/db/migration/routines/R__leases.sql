-- Locks accounts, in their order, and says which: all of them, or, when somebody keeps one locked for long, those that are
-- free.
create or replace function lock_accounts(p_accounts uuid[]) returns uuid[]
    language plpgsql
    set plan_cache_mode = force_generic_plan
    set lock_timeout = '50ms' as
$$
begin
    return array(
        select account_id from wallet where account_id = any (p_accounts) order by account_id for no key update);
exception when lock_not_available then
    return array(
        select account_id from wallet where account_id = any (p_accounts)
        order by account_id for no key update skip locked);
end
$$;

-- Takes back and lends, budget after budget; the caller names each budget once. A budget is the wallet of the account,
-- or the window of p_limits that begins at p_starts, whose row comes into being here. Of each budget:
--   kept        all of the lease beyond this comes back; if it is null, "offered" of it, or what is left of it
--   least       nothing is lent if this does not fit
--   needed      is lent as far as it fits; more, up to "wanted", only out of a quarter of what there is, and not to a node
--               that others have asked for what it does not use
--   recall      if needed does not fit, other nodes are asked to return what they do not use
-- p_number is larger for each exchange of a node.
-- What comes back to a wallet whose owner owes something pays that first.
-- Of a window that is not the current one by this clock, give or take five seconds, nothing is lent.
-- Whoever keeps an account locked, such as a server that froze within a step, keeps up the calls of that account alone.
-- The answer has a row for each: what was lent, what is left, what the wallet's owner owes (then nothing is lent),
-- the limit, whether other nodes have yet to answer a recall, whether the budget exists, if the window is not the
-- current one, what time it is, whether somebody else has the account locked: then nothing was exchanged, and whether
-- others had asked for what the node does not use.
create or replace function exchange_leases(
    p_node uuid, p_number bigint, p_limits uuid[], p_starts timestamptz[], p_budgets uuid[], p_accounts uuid[],
    p_kept bigint[], p_offered bigint[], p_least bigint[], p_needed bigint[], p_wanted bigint[],
    p_recall boolean[]
) returns table (
    lent_nanos bigint, left_nanos bigint, due_nanos bigint, amount_of_limit bigint, recalling boolean,
    known boolean, not_now timestamptz, locked boolean, was_recalled boolean)
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
    part integer;
    unposted integer[] := '{}';
    held_by_others uuid[];
begin
    perform set_config('role', 'turnpike_across', true);
    update node set exchanges = p_number
    where node_id = p_node and exchanges < p_number and alive_until > clock_timestamp();
    if not found then
        perform require_node(p_node);
        raise exception 'Exchange % of node % comes too late', p_number, p_node;
    end if;
    -- What comes back must not be what calls have cost.
    for part in
        select distinct shard_of(account) as shard
        from unnest(p_accounts, p_kept) as asked (account, kept) where kept is not null
        order by shard
    loop
        if post_soon(part) is null then
            unposted := unposted || part;
        end if;
    end loop;
    held_by_others := array(
        select unnest(p_accounts)
        except
        select unnest(lock_accounts(p_accounts)));
    for i in 1 .. cardinality(p_budgets) loop
        is_wallet := p_limits[i] is null;
        amount_of_limit := null;
        not_now := null;
        was_recalled := false;
        locked := p_kept[i] is not null and shard_of(p_accounts[i]) = any (unposted)
            or p_accounts[i] = any (held_by_others)
               and exists (select from wallet where account_id = p_accounts[i]);
        if locked then
            lent_nanos := 0;
            left_nanos := 0;
            due_nanos := 0;
            recalling := false;
            known := true;
            return next;
            continue;
        end if;
        if is_wallet then
            select posted_nanos - held_nanos, receivable_nanos, amount_nanos, coalesce(recalled, false)
            into room, due_nanos, leased, was_recalled
            from wallet left join lease on budget_id = wallet.account_id and node_id is not distinct from p_node
            where wallet.account_id = p_budgets[i];
            known := found;
        else
            due_nanos := 0;
            select amount_nanos, recalled into leased, was_recalled
            from lease where budget_id = p_budgets[i] and node_id = p_node;
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

        back := case when p_kept[i] is null then least(p_offered[i], coalesce(leased, 0))
                     else greatest(coalesce(leased, 0) - p_kept[i], 0) end;
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
            lent_nanos := least(greatest(room, 0), greatest(p_needed[i], case when was_recalled then 0 else least(p_wanted[i], room / 4) end));
        end if;
        left_nanos := room - lent_nanos;

        if lent_nanos <> back then
            if is_wallet then
                update wallet set held_nanos = held_nanos + lent_nanos - back where account_id = p_budgets[i];
            else
                update spending_window set held_nanos = held_nanos + lent_nanos - back where window_id = p_budgets[i];
            end if;
        end if;
        if p_kept[i] = 0 and lent_nanos = 0 then
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

-- The budgets of which others need what this node does not use.
create or replace function recalled_budgets(p_node uuid) returns setof uuid
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
begin
    perform require_node(p_node);
    perform set_config('role', 'turnpike_across', true);
    return query select budget_id from lease where node_id = p_node and recalled;
end
$$;

-- Ends the leases of nodes that fell silent, up to so many; returns how many, none when all have ended or are locked.
create or replace function expire_leases(p_limit integer) returns integer
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
declare
    gone lease[];
    part integer;
    unposted integer[] := '{}';
    ours uuid[];
    number integer;
begin
    perform set_config('role', 'turnpike_across', true);
    delete from node where node_id in (
        select node_id from node where alive_until < clock_timestamp()
        order by node_id for update skip locked);

    -- Wallets are locked before their leases, so what is to end is looked up first and may have gone meanwhile.
    -- As many of each shard, so that one which somebody keeps locked does not take the places of all.
    select array_agg(silent) into gone from (
        select lease as silent, row_number() over (partition by shard_of(account_id)) as place from lease
        where not exists (select from node where node.node_id = lease.node_id)) as found
    where place <= p_limit / 8;
    if gone is null then
        return 0;
    end if;
    -- What their calls have cost leaves the leases first. Those of accounts that somebody keeps locked end another time.
    for part in select distinct shard_of(account_id) as shard from unnest(gone) order by shard loop
        if post_soon(part) is null then
            unposted := unposted || part;
        end if;
    end loop;
    ours := lock_accounts(array(select account_id from unnest(gone) where shard_of(account_id) <> all (unposted)));

    with ended as (
        delete from lease using unnest(gone) as silent
        where lease.budget_id = silent.budget_id and lease.node_id = silent.node_id
          and not exists (select from node where node.node_id = lease.node_id)
          and lease.account_id = any (ours)
        returning lease.*
    ), freed as (
        select budget_id, sum(amount_nanos)::bigint as nanos from ended group by budget_id
    ), windows as (
        update spending_window set held_nanos = held_nanos - nanos
        from freed where window_id = budget_id
    ), wallets as (
        update wallet set held_nanos = held_nanos - nanos
        from freed where wallet.account_id = budget_id
    )
    select count(*) into number from ended;
    return number;
end
$$;

-- Asks servers to give back what they were lent of a wallet and do not need; whoever sees one account may ask for it.
create or replace function recall_leases(p_account uuid) returns void
    language plpgsql as
$$
declare
    role_before text := current_setting('role');
begin
    perform set_config('role', 'turnpike_across', true);
    update lease set recalled = true where budget_id = p_account and amount_nanos > 0;
    perform set_config('role', role_before, true);
end
$$;
