-- What a window of a limit shows as spent is checked like all other sums: a call names the windows that it was charged to.
-- Which these are follows from nothing else, because a limit bounds the calls that begin after it is known.
alter table generation add windows uuid[];

-- What was spent before the limit was made, or before calls named their windows.
alter table spending_window add opening_nanos bigint not null default 0 check (opening_nanos >= 0);
alter table spending_window no force row level security;
update spending_window set opening_nanos = spent_nanos + coalesce((
    select sum(cost)
    from settlement_batch cross join unnest(windows, window_costs) as charged (id, cost)
    where id = window_id), 0);
alter table spending_window force row level security;

create table window_checkpoint (
    window_id   uuid   primary key,
    account_id  uuid   not null,
    spent_nanos bigint not null
);
call confine_to_account('window_checkpoint');
grant select on window_checkpoint to turnpike_app;
grant select, insert, update (spent_nanos) on window_checkpoint to turnpike_across;

drop function settle_calls;

-- Stores calls that ended, and charges them, all or nothing. Sums come along for each key and each window, those of one
-- shard after those of the other; "ends" says up to where they belong to each of p_shards. A call names its key by its
-- number among p_charged_keys, its moment in microseconds since 1970, and its attempts by where they end; the windows that
-- it is charged to by their numbers among p_charged_windows and where these end, unless no call has any. A call that was
-- settled before is refused as a violation of its unique id, because its part of the sums is not known.
-- p_held is given for a call alone: what was set aside for it, which may be less than its cost, or be gone. It is posted at
-- once, and a call that was settled before changes nothing. If another server has given it up and makes it anew, its answer
-- must not be given out: state TP002.
-- The answer is what is owed.
-- Elements are taken by their number, which costs less than unnest: PL/pgSQL holds arrays taken apart. To cut one out costs
-- more, so attempts are, unless there was one.
create function settle_calls(
    p_node uuid, p_shards integer[],
    p_charged_keys uuid[], p_key_accounts uuid[], p_key_costs bigint[], p_key_ends integer[],
    p_charged_windows uuid[], p_window_accounts uuid[], p_window_costs bigint[], p_window_ends integer[],
    p_generations uuid[], p_keys integer[], p_created_at bigint[],
    p_windows integer[], p_ends_of_windows integer[],
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
    given_up boolean;
begin
    perform set_config('role', 'turnpike_across', true);
    if p_held is not null then
        perform from wallet where account_id = p_key_accounts[1] for no key update;
        select error is not distinct from 'abandoned' into given_up from generation where generation_id = p_generations[1];
        if given_up and p_statuses[1] <> 'FAILED' then
            raise exception 'Call % was given up, and made anew', p_generations[1] using errcode = 'TP002';
        elsif given_up is not null then
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
        markup_basis_points, cost_nanos, provider_cost_nanos, max_cost_nanos, windows)
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
           p_markup_basis_points[i], p_costs[i], p_provider_costs[i], p_max_costs[i],
           case when p_ends_of_windows[i] > coalesce(p_ends_of_windows[i - 1], 0) then array(
               select p_charged_windows[p_windows[n]]
               from generate_series(coalesce(p_ends_of_windows[i - 1], 0) + 1, p_ends_of_windows[i]) as n) end
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

-- Makes a limit or changes its amount; false when the account has nothing of this scope and id. The current window
-- begins with what was settled in it before: the sums of keys, however many calls there were. What servers have borrowed by
-- an earlier amount is recalled.
create or replace function set_limit(
    p_limit uuid, p_account uuid, p_scope text, p_scope_id uuid, p_period text, p_nanos bigint
) returns boolean
    language plpgsql as
$$
declare
    start timestamptz := window_start(p_period, clock_timestamp());
    kept uuid;
    bounded uuid[];
    opening bigint;
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

    bounded := array(
        select key_id from api_key
        where account_id = p_account and p_scope_id = case p_scope
            when 'KEY' then key_id
            when 'MEMBER' then member_id
            when 'WORKSPACE' then workspace_id
            else p_account
        end);
    select coalesce(sum(nanos), 0) into opening
    from (
        select case when p_period = 'TOTAL' then spent_nanos
                    when last_used_at < start then 0
                    when p_period = 'DAY' then day_nanos
                    when p_period = 'WEEK' then week_nanos
                    else month_nanos
               end as nanos
        from key_spending where key_id = any (bounded) and last_used_at is not null
        union all
        select cost_nanos from unposted_charge where kind = 'KEY' and id = any (bounded) and settled_at >= start
    ) as spent;
    insert into spending_window (window_id, account_id, limit_id, starts_at, spent_nanos, opening_nanos)
    values (window_of(kept, start), p_account, kept, start, opening, opening)
    on conflict do nothing;

    perform set_config('role', 'turnpike_across', true);
    update lease set recalled = true
    where budget_id in (select window_id from spending_window where limit_id = kept) and amount_nanos > 0;
    perform set_config('role', 'none', true);
    return true;
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
    insert into window_checkpoint as known (window_id, account_id, spent_nanos)
    select id, account_id, sum(cost_nanos)
    from generation cross join unnest(windows) as id where settled_at >= since and settled_at < upto
    group by id, account_id
    on conflict (window_id) do update set spent_nanos = known.spent_nanos + excluded.spent_nanos;
    update checkpoint set moment = upto;
    return true;
end
$$;

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
where spent_nanos is distinct from coalesce(settled.spent, 0)
union all
select format('The checkpoint of window %s says %s spent, its generations until then cost %s',
              window_id, spent_nanos, coalesce(settled.spent, 0))
from (
    select window_id, sum(cost_nanos) as spent
    from generation cross join unnest(windows) as window_id
    where settled_at < (select moment from checkpoint) group by window_id
) as settled full join window_checkpoint using (window_id)
where spent_nanos is distinct from coalesce(settled.spent, 0);

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
    select format('Window %s of limit %s shows %s spent, before it and by its generations it was %s',
                  starts_at, limit_id, spent_nanos, opening_nanos + coalesce(settled.spent, 0))
    from spending_window left join (
        select window_id, sum(part.spent) as spent
        from (
            select window_id, spent_nanos as spent from window_checkpoint where not p_of_everything
            union all
            select id, sum(cost_nanos) from generation cross join unnest(windows) as id
            where settled_at >= since group by id
            union all
            select id, -sum(cost_nanos) from unposted_charge where kind = 'WINDOW' group by id
        ) as part group by window_id
    ) as settled using (window_id)
    where spent_nanos <> opening_nanos + coalesce(settled.spent, 0);

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
