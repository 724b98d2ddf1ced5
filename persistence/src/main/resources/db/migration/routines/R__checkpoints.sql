-- Moves the checkpoint up to this age, if that is a step of at least so much; it must be older than any transaction
-- that still runs. What goes by the checkpoint is planned for the moment at hand: how much is newer decides how it is read.
create or replace function advance_checkpoint(p_age_millis bigint, p_step_millis bigint) returns boolean
    language plpgsql
    set plan_cache_mode = force_custom_plan as
$$
declare
    since timestamptz;
    upto timestamptz := clock_timestamp() - p_age_millis * interval '1 millisecond';
    month_end timestamptz := date_trunc('month', upto, 'UTC');
begin
    perform set_config('role', 'turnpike_across', true);
    select moment into since from checkpoint for update;
    if upto - since < p_step_millis * interval '1 millisecond' then
        return false;
    end if;
    -- It stops for a moment where a month ends.
    if since < month_end then
        perform add_to_checkpoint(since, month_end);
        insert into month_checkpoint (account_id, ends_at, posted_nanos)
        select account_id, month_end, posted_nanos from wallet_checkpoint
        on conflict (account_id, ends_at) do update set posted_nanos = excluded.posted_nanos;
        since := month_end;
    end if;
    perform add_to_checkpoint(since, upto);
    update checkpoint set moment = upto;
    perform sum_up_spend(upto);
    return true;
end
$$;

-- Adds what was written from one moment to another.
create or replace function add_to_checkpoint(p_since timestamptz, p_upto timestamptz) returns void
    language plpgsql
    set plan_cache_mode = force_custom_plan as
$$
begin
    insert into wallet_checkpoint as known (account_id, posted_nanos, receivable_nanos)
    select account_id, sum(wallet_nanos), -sum(journal.receivable_nanos)
    from journal where occurred_at >= p_since and occurred_at < p_upto
    group by account_id
    on conflict (account_id) do update
    set posted_nanos = known.posted_nanos + excluded.posted_nanos,
        receivable_nanos = known.receivable_nanos + excluded.receivable_nanos;
    insert into key_checkpoint as known (key_id, account_id, spent_nanos)
    select key_id, account_id, sum(cost_nanos)
    from generation where settled_at >= p_since and settled_at < p_upto
    group by key_id, account_id
    on conflict (key_id) do update set spent_nanos = known.spent_nanos + excluded.spent_nanos;
    insert into window_checkpoint as known (window_id, account_id, spent_nanos)
    select id, account_id, sum(cost_nanos)
    from generation cross join unnest(windows) as id where settled_at >= p_since and settled_at < p_upto
    group by id, account_id
    on conflict (window_id) do update set spent_nanos = known.spent_nanos + excluded.spent_nanos;
    insert into spend_day as known (account_id, day, spent_nanos)
    select account_id, (moment at time zone 'UTC')::date, sum(cost)
    from (
        select account_id, settled_at, cost_nanos
        from generation where settled_at >= p_since and settled_at < p_upto and cost_nanos > 0
        union all
        select reversal.account_id, settled_at, -cost_nanos
        from journal_transaction as reversal join generation on generation_id = reverses_generation
        where occurred_at >= p_since and occurred_at < p_upto
    ) as spent (account_id, moment, cost)
    where moment >= p_upto - interval '32 days'
    group by 1, 2
    on conflict (account_id, day) do update set spent_nanos = known.spent_nanos + excluded.spent_nanos;
end
$$;

-- True for the first who asks after 03:00 UTC of a day.
create or replace function claim_full_check() returns boolean
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
