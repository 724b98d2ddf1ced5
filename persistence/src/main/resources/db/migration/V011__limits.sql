-- Limits of money: how much may be spent through a key, by a member, in a workspace or by an account, in all or in each
-- day, week or month (UTC; a week begins on Monday).
--
-- A limit has a row in spending_window for each span of time in which somebody spent. Servers borrow of a window like of
-- a wallet (V010), so it holds however many of them there are. A new span is a new row: nothing is ever reset.
--
-- Locks are taken in one order everywhere: spending_window, then key_spending, then wallet, several rows of one table
-- in order of their key. Whoever changes a lease holds the lock on its budget.

-- No server runs during a migration, so nobody needs what was held.
alter table account no force row level security;
alter table member no force row level security;
alter table api_key no force row level security;
alter table key_spending no force row level security;
alter table wallet no force row level security;
alter table lease no force row level security;
delete from lease;
update wallet set held_nanos = 0 where held_nanos <> 0;

-- What keys are sorted into. Every account has one that is there from the beginning.
create table workspace (
    workspace_id uuid        primary key,
    account_id   uuid        not null references account,
    name         text        not null check (char_length(name) between 1 and 100),
    is_default   boolean     not null default false,
    created_at   timestamptz not null
);
create unique index default_workspace_of_account on workspace (account_id) where is_default;
create unique index workspace_of_account on workspace (account_id, lower(name));
insert into workspace
select uuidv7(), account_id, 'Default', true, created_at from account;
call confine_to_account('workspace');
grant select, insert, update (name) on workspace to turnpike_app;
grant select on workspace to turnpike_across;

-- A key belongs to the member who made it. Until now accounts had one member each.
alter table api_key
    add column member_id uuid references member,
    add column workspace_id uuid references workspace;
alter table workspace no force row level security;
update api_key
set workspace_id = (
        select workspace_id from workspace where workspace.account_id = api_key.account_id and is_default),
    member_id = (
        select member_id from member where member.account_id = api_key.account_id
        order by created_at, member_id limit 1);
alter table workspace force row level security;
alter table api_key alter column member_id set not null, alter column workspace_id set not null;

create table spending_limit (
    limit_id    uuid   primary key,
    account_id  uuid   not null references account,
    scope       text   not null check (scope in ('KEY', 'MEMBER', 'WORKSPACE', 'ACCOUNT')),
    scope_id    uuid   not null,
    period      text   not null check (period in ('TOTAL', 'DAY', 'WEEK', 'MONTH')),
    limit_nanos bigint not null check (limit_nanos > 0),
    unique (account_id, scope_id, scope, period)
);

-- Outlives its limit, because calls that were admitted before still settle. window_id is window_of(limit_id, starts_at).
create table spending_window (
    window_id   uuid        primary key,
    account_id  uuid        not null,
    limit_id    uuid        not null,
    starts_at   timestamptz not null,
    spent_nanos bigint      not null default 0 check (spent_nanos >= 0),
    held_nanos  bigint      not null default 0 check (held_nanos >= 0),
    unique (limit_id, starts_at)
) with (fillfactor = 50);

-- When the span of time began to which a moment belongs. What is limited in all has one span, which began long ago.
create function window_start(p_period text, p_at timestamptz) returns timestamptz
    language sql stable as
$$
    select case p_period when 'TOTAL' then 'epoch'::timestamptz else date_trunc(p_period, p_at, 'UTC') end;
$$;

-- The name of a window, the same that servers give it (a name-based UUID of version 3).
create function window_of(p_limit uuid, p_starts_at timestamptz) returns uuid
    language sql immutable as
$$
    select overlay(
        overlay(digest placing '3' from 13)
        placing translate(substr(digest, 17, 1), '0123456789abcdef', '89ab89ab89ab89ab') from 17)::uuid
    from (select md5(p_limit::text || ' ' || extract(epoch from p_starts_at)::bigint) as digest) as hashed;
$$;

-- What was the limit of a key becomes one in all, with everything that the key ever spent.
insert into spending_limit (limit_id, account_id, scope, scope_id, period, limit_nanos)
select uuidv7(), account_id, 'KEY', key_id, 'TOTAL', limit_nanos
from key_spending where limit_nanos is not null;
insert into spending_window (window_id, account_id, limit_id, starts_at, spent_nanos)
select window_of(limit_id, 'epoch'), spending_limit.account_id, limit_id, 'epoch', spent_nanos
from spending_limit join key_spending on key_id = scope_id;

call confine_to_account('spending_limit');
grant select, insert, update (limit_nanos), delete on spending_limit to turnpike_app;
grant select on spending_limit to turnpike_across;
call confine_to_account('spending_window');
grant select, insert on spending_window to turnpike_app;
grant select, insert, update (spent_nanos, held_nanos) on spending_window to turnpike_across;

drop view discrepancy;
drop function exchange_leases, cover, settle_calls, find_key;
alter table key_spending drop column limit_nanos, drop column held_nanos;

alter table account force row level security;
alter table member force row level security;
alter table api_key force row level security;
alter table key_spending force row level security;
alter table wallet force row level security;
alter table lease force row level security;

-- The most that the caller wanted to pay for this call, whatever it costs.
alter table generation
    add column max_cost_nanos bigint check (max_cost_nanos > 0),
    add constraint within_max_cost check (cost_nanos <= max_cost_nanos);

-- Makes a limit or changes its amount; false when the account has nothing of this scope and id. The current window
-- begins with what was settled in it before. What servers have borrowed by an earlier amount is recalled.
create function set_limit(
    p_limit uuid, p_account uuid, p_scope text, p_scope_id uuid, p_period text, p_nanos bigint
) returns boolean
    language plpgsql as
$$
declare
    start timestamptz := window_start(p_period, clock_timestamp());
    kept uuid;
begin
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
    where generation.account_id = p_account and generation.created_at >= start
      and p_scope_id = case p_scope
          when 'KEY' then key_id
          when 'MEMBER' then member_id
          when 'WORKSPACE' then workspace_id
          else p_account
      end
    on conflict do nothing;

    perform set_config('role', 'turnpike_across', true);
    perform from spending_window where limit_id = kept order by window_id for no key update;
    update lease set recalled = true
    where budget_id in (select window_id from spending_window where limit_id = kept) and amount_nanos > 0;
    perform set_config('role', 'none', true);
    return true;
end
$$;

-- Whose key this is and which limits bound it, the narrowest first; the one question of a call that is asked before its
-- account is known.
create function find_key(p_digest text)
    returns table (
        key_id uuid, account_id uuid, member_id uuid, workspace_id uuid, name text, label text, spent_nanos bigint,
        created_at timestamptz, last_used_at timestamptz, expires_at timestamptz, revoked_at timestamptz,
        limit_ids uuid[], limit_scopes text[], limit_scope_ids uuid[], limit_names text[], limit_periods text[],
        limits_nanos bigint[])
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
begin
    perform set_config('role', 'turnpike_across', true);
    return query
        select key.key_id, key.account_id, key.member_id, key.workspace_id, key.name, key.label,
               spending.spent_nanos, key.created_at, spending.last_used_at, key.expires_at, key.revoked_at,
               bounds.ids, bounds.scopes, bounds.scope_ids, bounds.names, bounds.periods, bounds.nanos
        from api_key as key
        join key_spending as spending on spending.key_id = key.key_id
        cross join lateral (
            select array_agg(bound.limit_id) as ids, array_agg(bound.scope) as scopes,
                   array_agg(bound.scope_id) as scope_ids,
                   array_agg(case bound.scope
                       when 'KEY' then key.name
                       when 'MEMBER' then (
                           select coalesce(nullif(member.name, ''), member.email) from member where member.member_id = bound.scope_id)
                       when 'WORKSPACE' then (
                           select workspace.name from workspace where workspace.workspace_id = bound.scope_id)
                       else ''
                   end) as names,
                   array_agg(bound.period) as periods, array_agg(bound.limit_nanos) as nanos
            from spending_limit as bound
            where bound.account_id = key.account_id
              and (bound.scope, bound.scope_id) in (
                  ('KEY', key.key_id), ('MEMBER', key.member_id),
                  ('WORKSPACE', key.workspace_id), ('ACCOUNT', key.account_id))
        ) as bounds
        where key.digest = p_digest;
end
$$;

-- Takes back and lends, budget after budget; the caller names each budget once, windows of limits before wallets, each
-- in order of their ids. A budget is the wallet of the account, or the window of p_limits that begins at p_starts, whose
-- row comes into being here. Of each budget:
--   everything  the whole lease comes back; otherwise "returned" of it, or what is left of it
--   least       nothing is lent if this does not fit
--   needed      is lent as far as it fits; more, up to "wanted", only out of a quarter of what there is
--   recall      if needed does not fit, other nodes are asked to return what they do not use
-- What comes back to a wallet whose owner owes something pays that first.
-- Of a window that is not the current one by this clock, give or take five seconds, nothing is lent.
-- The answer has a row for each: what was lent, what is left, what the wallet's owner owes (then nothing is lent),
-- the limit, whether other nodes have yet to answer a recall, whether the budget exists, and, if the window is not the
-- current one, what time it is.
create function exchange_leases(
    p_node uuid, p_limits uuid[], p_starts timestamptz[], p_budgets uuid[], p_accounts uuid[],
    p_everything boolean[], p_returned bigint[], p_least bigint[], p_needed bigint[], p_wanted bigint[],
    p_recall boolean[]
) returns table (
    lent_nanos bigint, left_nanos bigint, due_nanos bigint, amount_of_limit bigint, recalling boolean,
    known boolean, not_now timestamptz)
    language plpgsql
    set plan_cache_mode = force_generic_plan as
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
    for i in 1 .. cardinality(p_budgets) loop
        is_wallet := p_limits[i] is null;
        amount_of_limit := null;
        not_now := null;
        if is_wallet then
            select posted_nanos - held_nanos, receivable_nanos into room, due_nanos
            from wallet where account_id = p_budgets[i] for no key update;
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
            from spending_window where window_id = p_budgets[i] for no key update;
            if not found and known and not_now is null then
                insert into spending_window (window_id, account_id, limit_id, starts_at)
                values (p_budgets[i], p_accounts[i], p_limits[i], p_starts[i])
                on conflict do nothing;
                select amount_of_limit - spent_nanos - held_nanos into room
                from spending_window where window_id = p_budgets[i] for no key update;
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

    -- Budgets are locked before their leases, so what is to end is looked up first and may have gone meanwhile.
    select array_agg(silent) into gone from (
        select lease as silent from lease
        where not exists (select from node where node.node_id = lease.node_id)
        limit p_limit) as found;
    if gone is null then
        return 0;
    end if;
    perform from spending_window
    where window_id in (select budget_id from unnest(gone)) order by window_id for no key update;
    perform from wallet
    where account_id in (select budget_id from unnest(gone)) order by account_id for no key update;

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

-- How a call is paid whose hold may not cover it: out of what its leases still have, up to its hold; then out of what
-- the wallet has left; the rest is owed. Locks what it looks at.
create function cover(
    p_node uuid, p_account uuid, p_key uuid, p_windows uuid[], p_held bigint, p_cost bigint,
    out from_wallet_lease bigint, out from_window_leases bigint[], out owed bigint
)
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
declare
    room bigint;
begin
    perform set_config('role', 'turnpike_across', true);
    perform from spending_window where window_id = any (p_windows) order by window_id for no key update;
    perform from key_spending where key_id = p_key and account_id = p_account for no key update;
    select posted_nanos - held_nanos into room
    from wallet where account_id = p_account for no key update;
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
-- wallet with how much of what they are charged leaves their lease. A call that was settled before is refused, because
-- its part of the sums is not known; alone, it changes nothing.
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
    p_max_costs bigint[],
    p_charged_keys uuid[], p_key_accounts uuid[], p_key_costs bigint[],
    p_charged_windows uuid[], p_window_accounts uuid[], p_window_costs bigint[], p_window_leased bigint[],
    p_charged_wallets uuid[], p_wallet_costs bigint[], p_wallet_leased bigint[],
    p_held bigint
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
        select from_window_leases, array [from_wallet_lease], owed
        into p_window_leased, p_wallet_leased, debt
        from cover(p_node, p_accounts[1], p_keys[1], p_charged_windows, p_held, p_costs[1]);
    end if;
    if cardinality(p_charged_windows) > 0 then
        perform from spending_window
        where window_id = any (p_charged_windows) order by window_id for no key update;
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
        markup_basis_points, cost_nanos, provider_cost_nanos, max_cost_nanos)
    select generation_id, account_id, key_id, created_at, model, streamed, user_agent, referer, application,
           status, error,
           attempt_models::text[], attempt_providers::text[], attempt_statuses::integer[],
           attempt_millis::bigint[], attempt_errors::text[],
           served_model, provider, price_version_id, estimated,
           upstream_id, finish_reason, native_finish_reason, first_token_millis, total_millis,
           counts[1], counts[2], counts[3], counts[4], counts[5], counts[6],
           counts[7], counts[8], counts[9], counts[10], counts[11],
           markup_basis_points, cost_nanos, provider_cost_nanos, max_cost_nanos
    from unnest(
        p_generations, p_accounts, p_keys, p_created_at, p_models, p_streamed, p_user_agents, p_referers,
        p_applications, p_statuses, p_errors,
        p_attempt_models, p_attempt_providers, p_attempt_statuses, p_attempt_millis, p_attempt_errors,
        p_served_models, p_providers, p_price_versions, p_estimated,
        p_upstream_ids, p_finish_reasons, p_native_finish_reasons, p_first_token_millis, p_total_millis,
        p_counts, p_markup_basis_points, p_costs, p_provider_costs, p_max_costs
    ) as call (
        generation_id, account_id, key_id, created_at, model, streamed, user_agent, referer,
        application, status, error,
        attempt_models, attempt_providers, attempt_statuses, attempt_millis, attempt_errors,
        served_model, provider, price_version_id, estimated,
        upstream_id, finish_reason, native_finish_reason, first_token_millis, total_millis,
        count_list, markup_basis_points, cost_nanos, provider_cost_nanos, max_cost_nanos)
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
    where budget_id = id and node_id = p_node;
    get diagnostics changed = row_count;
    if changed <> (select count(*) from unnest(p_window_leased || p_wallet_leased) as leased where leased <> 0) then
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
select format('Window %s of limit %s shows %s held, its leases sum to %s',
              starts_at, limit_id, held_nanos, coalesce(leased.nanos, 0))
from spending_window left join (
    select budget_id, sum(amount_nanos) as nanos from lease group by budget_id
) as leased on budget_id = window_id
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
