-- When the span of time began to which a moment belongs. What is limited in all has one span, which began long ago.
create or replace function window_start(p_period text, p_at timestamptz) returns timestamptz
    language sql stable as
$$
    select case p_period when 'TOTAL' then 'epoch'::timestamptz else date_trunc(p_period, p_at, 'UTC') end;
$$;

-- The name of a window, the same that servers give it (a name-based UUID of version 3).
create or replace function window_of(p_limit uuid, p_starts_at timestamptz) returns uuid
    language sql immutable as
$$
    select overlay(
        overlay(digest placing '3' from 13)
        placing translate(substr(digest, 17, 1), '0123456789abcdef', '89ab89ab89ab89ab') from 17)::uuid
    from (select md5(p_limit::text || ' ' || extract(epoch from p_starts_at)::bigint) as digest) as hashed;
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
