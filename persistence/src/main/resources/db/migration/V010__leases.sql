-- Credit is held by leases: what a server process (a node) may spend of a wallet, or of a key's limit, without
-- asking. A call takes its hold out of its node's lease, in memory; what it cost leaves the lease with its settlement.
--
-- budget_id is an account's id for its wallet and a key's id for its limit. held_nanos of a wallet or key is the sum
-- of its leases.
--
-- The functions keep one plan each: planning anew for every array of parameters costs several times the work itself.
--
-- Locks are taken in one order everywhere, so that no two steps wait for each other in a circle: key_spending, then
-- wallet, several rows of one table in order of their key. Whoever changes a lease holds the lock on its budget.

-- No server runs during a migration, so nobody needs what was held.
alter table wallet no force row level security;
alter table key_spending no force row level security;
update wallet set held_nanos = 0 where held_nanos <> 0;
update key_spending set held_nanos = 0 where held_nanos <> 0;
alter table wallet force row level security;
alter table key_spending force row level security;

drop view every_generation;
drop function hold, hold_in_locked_wallet, settle, renew_holds, expire_holds;
drop table reservation, expired_reservation;

-- A server process that says every few seconds that it is alive. When it falls silent, its leases end.
create table node (
    node_id     uuid        primary key,
    alive_until timestamptz not null
);
grant select, insert, update (alive_until) on node to turnpike_app;
grant select, update, delete on node to turnpike_across;

create table lease (
    budget_id    uuid    not null,
    node_id      uuid    not null,
    account_id   uuid    not null,
    amount_nanos bigint  not null check (amount_nanos >= 0),
    -- Another node needs what is not in use.
    recalled     boolean not null default false,
    primary key (budget_id, node_id)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create index lease_of_node on lease (node_id);
call confine_to_account('lease');
grant select on lease to turnpike_app;
grant select, insert, update (amount_nanos, recalled), delete on lease to turnpike_across;

-- What calls cost is written across accounts, by the functions below; what purchases pay by post_journal.
grant update (posted_nanos, held_nanos, receivable_nanos) on wallet to turnpike_across;
grant update (spent_nanos, held_nanos, last_used_at) on key_spending to turnpike_across;
grant insert on generation, journal_transaction to turnpike_across;
revoke update on wallet, key_spending from turnpike_app;
grant update (posted_nanos, receivable_nanos) on wallet to turnpike_app;
revoke insert on generation from turnpike_app;

create function join_node(p_node uuid, p_lifetime_millis bigint) returns void
    language sql as
$$
    insert into node (node_id, alive_until)
    values (p_node, clock_timestamp() + p_lifetime_millis * interval '1 millisecond')
    on conflict do nothing;
$$;

-- False when the node has been silent for too long.
create function renew_node(p_node uuid, p_lifetime_millis bigint) returns boolean
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
begin
    update node
    set alive_until = clock_timestamp() + p_lifetime_millis * interval '1 millisecond'
    where node_id = p_node and alive_until > clock_timestamp();
    return found;
end
$$;

-- Refuses what a node asks for that has been silent for too long: its leases are no longer its.
create function require_node(p_node uuid) returns void
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
begin
    if not exists (select from node where node_id = p_node and alive_until > clock_timestamp()) then
        raise exception 'Node % is not known any more', p_node using errcode = 'TP001';
    end if;
end
$$;

-- Takes back and lends, budget after budget; the caller names each budget once, keys before wallets, each in order
-- of their ids. Of each budget:
--   everything  the whole lease comes back; otherwise "returned" of it, or what is left of it
--   least       nothing is lent if this does not fit
--   needed      is lent as far as it fits; more, up to "wanted", only out of a quarter of what there is
--   recall      if needed does not fit, other nodes are asked to return what they do not use
-- What comes back to a wallet whose owner owes something pays that first.
-- The answer has a row for each: what was lent, what is left, what the wallet's owner owes (then nothing is lent),
-- the key's limit, whether other nodes have yet to answer a recall, and whether the budget exists.
create function exchange_leases(
    p_node uuid, p_wallets boolean[], p_budgets uuid[], p_accounts uuid[], p_everything boolean[],
    p_returned bigint[], p_least bigint[], p_needed bigint[], p_wanted bigint[], p_recall boolean[]
) returns table (
    lent_nanos bigint, left_nanos bigint, due_nanos bigint, key_limit_nanos bigint, recalling boolean, known boolean)
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
declare
    leased bigint;
    back bigint;
    room bigint;
    paid bigint;
begin
    perform require_node(p_node);
    perform set_config('role', 'turnpike_across', true);
    for i in 1 .. cardinality(p_budgets) loop
        if p_wallets[i] then
            key_limit_nanos := null;
            select posted_nanos - held_nanos, receivable_nanos into room, due_nanos
            from wallet where account_id = p_budgets[i] for no key update;
        else
            due_nanos := 0;
            select limit_nanos - spent_nanos - held_nanos, limit_nanos into room, key_limit_nanos
            from key_spending where key_id = p_budgets[i] and account_id = p_accounts[i] for no key update;
        end if;
        known := found and room is not null;
        lent_nanos := 0;
        left_nanos := 0;
        recalling := false;
        if not known then
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
        if due_nanos = 0 and room >= p_least[i] then
            lent_nanos := least(greatest(room, 0), greatest(p_needed[i], least(p_wanted[i], room / 4)));
        end if;
        left_nanos := room - lent_nanos;

        if lent_nanos <> back then
            if p_wallets[i] then
                update wallet set held_nanos = held_nanos + lent_nanos - back where account_id = p_budgets[i];
            else
                update key_spending set held_nanos = held_nanos + lent_nanos - back where key_id = p_budgets[i];
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

        if lent_nanos < p_needed[i] and due_nanos = 0 then
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
create function recalled_budgets(p_node uuid) returns setof uuid
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
begin
    perform require_node(p_node);
    perform set_config('role', 'turnpike_across', true);
    return query select budget_id from lease where node_id = p_node and recalled;
end
$$;

-- Ends the leases of nodes that fell silent, up to so many; returns how many.
create function expire_leases(p_limit integer) returns integer
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

    -- Budgets are locked before their leases, so what is to end is looked up first and may have gone meanwhile.
    select array_agg(silent) into gone from (
        select lease as silent from lease
        where not exists (select from node where node.node_id = lease.node_id)
        limit p_limit) as found;
    if gone is null then
        return 0;
    end if;
    perform from key_spending
    where key_id in (select budget_id from unnest(gone)) order by key_id for no key update;
    perform from wallet
    where account_id in (select budget_id from unnest(gone)) order by account_id for no key update;

    with ended as (
        delete from lease using unnest(gone) as silent
        where lease.budget_id = silent.budget_id and lease.node_id = silent.node_id
          and not exists (select from node where node.node_id = lease.node_id)
        returning lease.*
    ), freed as (
        select budget_id, sum(amount_nanos)::bigint as nanos from ended group by budget_id
    ), keys as (
        update key_spending set held_nanos = held_nanos - nanos
        from freed where key_id = budget_id
    )
    update wallet set held_nanos = held_nanos - nanos
    from freed where wallet.account_id = budget_id;
    return cardinality(gone);
end
$$;

-- How a call is paid whose hold may not cover it: out of what its leases still have, up to its hold; then out of what
-- the wallet has left; the rest is owed. Locks what it looks at.
create function cover(
    p_node uuid, p_account uuid, p_key uuid, p_key_leased boolean, p_held bigint, p_cost bigint,
    out from_wallet_lease bigint, out from_key_lease bigint, out owed bigint
)
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
declare
    room bigint;
begin
    perform set_config('role', 'turnpike_across', true);
    perform from key_spending where key_id = p_key and account_id = p_account for no key update;
    select posted_nanos - held_nanos into room
    from wallet where account_id = p_account for no key update;
    from_wallet_lease := least(p_held, p_cost, coalesce(
        (select amount_nanos from lease where budget_id = p_account and node_id = p_node), 0));
    from_key_lease := case when p_key_leased then least(p_held, p_cost, coalesce(
        (select amount_nanos from lease where budget_id = p_key and node_id = p_node), 0)) else 0 end;
    owed := greatest(p_cost - from_wallet_lease - room, 0);
end
$$;

-- Stores calls that ended, and charges them, all or nothing. Sums come along for each key and each wallet: what it is
-- charged, and how much of that leaves its lease. A call that was settled before is refused, because its part of the
-- sums is not known; alone, it changes nothing.
-- p_held is given for a call alone: what was set aside for it, which may be less than its cost, or be gone. What leaves
-- its leases and what is owed is then found out here. The answer is what is owed.
create function settle_calls(
    p_node uuid,
    p_generations uuid[], p_accounts uuid[], p_keys uuid[], p_created_at timestamptz[],
    p_models text[], p_streamed boolean[], p_user_agents text[], p_referers text[], p_applications text[],
    p_statuses text[], p_errors text[],
    p_attempt_models text[], p_attempt_providers text[], p_attempt_statuses text[],
    p_attempt_millis text[], p_attempt_errors text[],
    p_served_models text[], p_providers text[], p_price_versions bigint[], p_estimated boolean[],
    p_upstream_ids text[], p_finish_reasons text[], p_native_finish_reasons text[],
    p_first_token_millis bigint[], p_total_millis bigint[], p_counts text[],
    p_markup_basis_points integer[], p_costs bigint[], p_provider_costs bigint[],
    p_charged_keys uuid[], p_key_accounts uuid[], p_key_costs bigint[], p_key_leased bigint[],
    p_charged_wallets uuid[], p_wallet_costs bigint[], p_wallet_leased bigint[],
    p_held bigint, p_key_limited boolean
) returns bigint
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
declare
    changed bigint;
    debt bigint := 0;
begin
    perform set_config('role', 'turnpike_across', true);
    if p_held is not null and p_costs[1] > 0 then
        select array [from_key_lease], array [from_wallet_lease], owed
        into p_key_leased, p_wallet_leased, debt
        from cover(p_node, p_accounts[1], p_keys[1], p_key_limited, p_held, p_costs[1]);
    end if;
    perform from key_spending where key_id = any (p_charged_keys) order by key_id for no key update;
    perform from wallet where account_id = any (p_charged_wallets) order by account_id for no key update;

    insert into generation (
        generation_id, account_id, key_id, created_at, model, streamed, user_agent, referer, application,
        status, error,
        attempt_models, attempt_providers, attempt_statuses, attempt_millis, attempt_errors,
        served_model, provider, price_version_id, estimated,
        upstream_id, finish_reason, native_finish_reason, first_token_millis, total_millis,
        input_count, cache_read_count, cache_write_5m_count, cache_write_1h_count,
        output_count, reasoning_count, audio_in_count, audio_out_count,
        image_in_count, image_out_count, per_request_count,
        markup_basis_points, cost_nanos, provider_cost_nanos)
    select generation_id, account_id, key_id, created_at, model, streamed, user_agent, referer, application,
           status, error,
           attempt_models::text[], attempt_providers::text[], attempt_statuses::integer[],
           attempt_millis::bigint[], attempt_errors::text[],
           served_model, provider, price_version_id, estimated,
           upstream_id, finish_reason, native_finish_reason, first_token_millis, total_millis,
           counts[1], counts[2], counts[3], counts[4], counts[5], counts[6],
           counts[7], counts[8], counts[9], counts[10], counts[11],
           markup_basis_points, cost_nanos, provider_cost_nanos
    from unnest(
        p_generations, p_accounts, p_keys, p_created_at, p_models, p_streamed, p_user_agents, p_referers,
        p_applications, p_statuses, p_errors,
        p_attempt_models, p_attempt_providers, p_attempt_statuses, p_attempt_millis, p_attempt_errors,
        p_served_models, p_providers, p_price_versions, p_estimated,
        p_upstream_ids, p_finish_reasons, p_native_finish_reasons, p_first_token_millis, p_total_millis,
        p_counts, p_markup_basis_points, p_costs, p_provider_costs
    ) as call (
        generation_id, account_id, key_id, created_at, model, streamed, user_agent, referer,
        application, status, error,
        attempt_models, attempt_providers, attempt_statuses, attempt_millis, attempt_errors,
        served_model, provider, price_version_id, estimated,
        upstream_id, finish_reason, native_finish_reason, first_token_millis, total_millis,
        count_list, markup_basis_points, cost_nanos, provider_cost_nanos)
    cross join lateral (select count_list::bigint[] as counts) as counted
    on conflict (generation_id) do nothing;
    get diagnostics changed = row_count;
    if changed <> cardinality(p_generations) then
        if cardinality(p_generations) = 1 then
            return 0;
        end if;
        raise exception 'Of % calls, % were settled before', cardinality(p_generations),
            cardinality(p_generations) - changed using errcode = 'unique_violation';
    end if;

    insert into journal_transaction (
        account_id, kind, reference, wallet_nanos, receivable_nanos, provider_payable_nanos, revenue_nanos)
    select account_id, 'USAGE', 'gen-' || replace(generation_id::text, '-', ''),
           debt - cost, -debt, provider_cost, cost - provider_cost
    from unnest(p_generations, p_accounts, p_costs, p_provider_costs)
        as call (generation_id, account_id, cost, provider_cost)
    where cost <> 0;

    update key_spending
    set spent_nanos = spent_nanos + cost, held_nanos = held_nanos - leased, last_used_at = clock_timestamp()
    from unnest(p_charged_keys, p_key_accounts, p_key_costs, p_key_leased) as charged (id, account, cost, leased)
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
        select id, leased from unnest(p_charged_keys, p_key_leased) as key (id, leased) where leased <> 0
        union all
        select id, leased from unnest(p_charged_wallets, p_wallet_leased) as wallet (id, leased) where leased <> 0
    ) as charged
    where budget_id = id and node_id = p_node;
    get diagnostics changed = row_count;
    if changed <> (select count(*) from unnest(p_key_leased || p_wallet_leased) as leased where leased <> 0) then
        raise exception 'Node % has lost a lease', p_node using errcode = 'no_data_found';
    end if;
    return debt;
end
$$;

-- Every way in which the books can disagree with themselves, a sentence for each; empty when all is well.
-- One view, so that one statement sees all of it at one moment.
create view discrepancy with (security_invoker = true) as
select format('Journal transaction %s (%s %s) sums to %s, not to 0',
              transaction_id, kind, reference, sum) as description
from (
    select transaction_id, kind, reference,
           wallet_nanos + receivable_nanos + payment_clearing_nanos + provider_payable_nanos + revenue_nanos as sum
    from journal_transaction) as summed
where sum <> 0

union all
select format('Wallet %s shows %s posted and %s receivable, its entries sum to %s and %s',
              account_id, posted_nanos, receivable_nanos, coalesce(booked.posted, 0),
              coalesce(booked.receivable, 0))
from (
    select account_id, sum(wallet_nanos) as posted, -sum(journal_transaction.receivable_nanos) as receivable
    from journal_transaction group by account_id
) as booked full join wallet using (account_id)
where posted_nanos is distinct from coalesce(booked.posted, 0)
   or receivable_nanos is distinct from coalesce(booked.receivable, 0)

union all
select format('Wallet %s shows %s held, its leases sum to %s',
              account_id, held_nanos, coalesce(leased.nanos, 0))
from wallet left join (
    select budget_id, sum(amount_nanos) as nanos from lease group by budget_id
) as leased on budget_id = account_id
where held_nanos <> coalesce(leased.nanos, 0)

union all
select format('Key %s shows %s held, its leases sum to %s',
              key_id, held_nanos, coalesce(leased.nanos, 0))
from key_spending left join (
    select budget_id, sum(amount_nanos) as nanos from lease group by budget_id
) as leased on budget_id = key_id
where held_nanos <> coalesce(leased.nanos, 0)

union all
select format('Key %s shows %s spent, its generations cost %s',
              key_id, spent_nanos, coalesce(settled.spent, 0))
from key_spending left join (
    select key_id, sum(cost_nanos) as spent from generation group by key_id
) as settled using (key_id)
where spent_nanos <> coalesce(settled.spent, 0)

union all
select format('Usage %s was charged %s, its generation costs %s',
              coalesce(booked.reference, costed.reference), coalesce(booked.cost, 0),
              coalesce(costed.cost, 0))
from (
    select reference, -(wallet_nanos + receivable_nanos) as cost
    from journal_transaction where kind = 'USAGE'
) as booked full join (
    select 'gen-' || replace(generation_id::text, '-', '') as reference, cost_nanos as cost
    from generation where cost_nanos > 0
) as costed using (reference)
where booked.cost is distinct from costed.cost

union all
select format('Purchase %s is marked credited by payment %s, which the journal does not know',
              purchase_id, payment_id)
from purchase
where status = 'CREDITED' and not exists (
    select from journal_transaction
    where kind = 'PURCHASE' and reference = payment_id
      and journal_transaction.account_id = purchase.account_id);
grant select on discrepancy to turnpike_across;
