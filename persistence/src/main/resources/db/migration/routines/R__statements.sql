-- What moved a tenant's wallet from one moment to another, added up, as rows of these parts:
--   OPENING                 wallet_nanos is the balance before it
--   BOOKED                  transactions of the kind "name"; of_calls when they undo charges. Those are counted that move
--                           what the tenant has or owes: the money of a refund or a lost dispute goes its way later
--   MODEL, KEY, WORKSPACE   what the dearest p_shares of each cost (wallet_nanos, positive); the others are one row
--                           without an id, with their number as "members"
-- One statement, so that one moment is seen by all of it. Calls are read once, and what they come to for each key and
-- model is what the three ways of adding up go on with.
create or replace function monthly_statement(p_account uuid, p_from timestamptz, p_to timestamptz, p_shares integer)
    returns table (
        part text, id text, name text, label text, of_calls boolean, members bigint, calls bigint,
        wallet_nanos bigint, receivable_nanos bigint)
    language plpgsql stable
    set plan_cache_mode = force_custom_plan as
$$
begin
    return query
    with usage as materialized (
        select coalesce(generation.served_model, generation.model) as used_model, generation.key_id as used_key,
               count(*) as used_calls, sum(generation.cost_nanos) as nanos
        from generation
        where generation.account_id = p_account and generation.cost_nanos > 0
          and generation.settled_at >= p_from and generation.settled_at < p_to
        group by 1, 2
    ), share as (
        select case when grouping(used_model) = 0 then 'MODEL' when grouping(used_key) = 0 then 'KEY' else 'WORKSPACE' end
                   as way, used_model, used_key, workspace_id, sum(used_calls) as used_calls, sum(nanos) as nanos
        from usage left join api_key on api_key.key_id = used_key
        group by grouping sets ((used_model), (used_key), (workspace_id))
    ), placed as (
        select *, row_number() over (
            partition by way order by nanos desc, used_model, used_key, workspace_id) <= p_shares as is_shown
        from share
    )
    select 'OPENING', '', '', '', false, 0::bigint, 0::bigint, posted_at(p_account, p_from), 0::bigint
    union all
    select 'BOOKED', '', journal_transaction.kind, '', reverses_generation is not null, 0,
           count(*) filter (where journal_transaction.wallet_nanos <> 0 or journal_transaction.receivable_nanos <> 0),
           sum(journal_transaction.wallet_nanos)::bigint, sum(journal_transaction.receivable_nanos)::bigint
    from journal_transaction
    where journal_transaction.account_id = p_account and occurred_at >= p_from and occurred_at < p_to
    group by journal_transaction.kind, reverses_generation is not null
    union all
    select 'BOOKED', '', 'USAGE', '', false, 0, sum(used_calls)::bigint, -sum(nanos)::bigint, 0
    from usage having count(*) > 0
    union all
    select way, coalesce(used_model, used_key::text, placed.workspace_id::text, ''),
           coalesce(used_model, api_key.name, workspace.name, ''), coalesce(api_key.label, ''), false, 1,
           used_calls::bigint, nanos::bigint, 0
    from placed
    left join api_key on api_key.key_id = used_key
    left join workspace on workspace.workspace_id = placed.workspace_id
    where is_shown
    union all
    select way, null, '', '', false, count(*), sum(used_calls)::bigint, sum(nanos)::bigint, 0
    from placed where not is_shown group by way;
end
$$;
