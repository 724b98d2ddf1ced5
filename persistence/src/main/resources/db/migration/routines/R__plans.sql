-- Adds up what accounts have spent in the 30 days (UTC) that end with the one of this moment. It is read once in ten
-- minutes, so that no call has to add up days.
create or replace function sum_up_spend(p_upto timestamptz) returns void
    language plpgsql
    set plan_cache_mode = force_custom_plan as
$$
declare
    first date := (p_upto at time zone 'UTC')::date - 29;
begin
    insert into account_spend as known (account_id, spent_nanos)
    select account_id, greatest(sum(spent_nanos), 0)
    from spend_day where day >= first
    group by account_id order by account_id
    on conflict (account_id) do update set spent_nanos = excluded.spent_nanos
    where known.spent_nanos <> excluded.spent_nanos;
    update account_spend set spent_nanos = 0
    where spent_nanos > 0 and not exists (
        select from spend_day where spend_day.account_id = account_spend.account_id and day >= first);
    delete from spend_day where day < first;
end
$$;
