-- Whose key this is, which limits bound it, the narrowest first, and what decides on its markup: the plan, null for the
-- standard one, and what the account has spent in the last 30 days, null for nothing. The one question of a call that is asked before its
-- account is known.
create or replace function find_key(p_digest text)
    returns table (
        key_id uuid, account_id uuid, member_id uuid, workspace_id uuid, name text, label text, spent_nanos bigint,
        created_at timestamptz, last_used_at timestamptz, expires_at timestamptz, revoked_at timestamptz,
        limit_ids uuid[], limit_scopes text[], limit_scope_ids uuid[], limit_names text[], limit_periods text[],
        limits_nanos bigint[], plan_id uuid, lately_nanos bigint)
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
begin
    perform set_config('role', 'turnpike_across', true);
    return query
        select key.key_id, key.account_id, key.member_id, key.workspace_id, key.name, key.label,
               spending.spent_nanos, key.created_at, spending.last_used_at, key.expires_at, key.revoked_at,
               bounds.ids, bounds.scopes, bounds.scope_ids, bounds.names, bounds.periods, bounds.nanos,
               on_plan.plan_id, lately.spent_nanos
        from api_key as key
        join key_spending as spending on spending.key_id = key.key_id
        left join account_plan as on_plan on on_plan.account_id = key.account_id
        left join account_spend as lately on lately.account_id = key.account_id
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
