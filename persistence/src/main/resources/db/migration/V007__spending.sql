-- The path of a call: one function, one round trip, one transaction for each step.
--
-- Locks are taken in one order everywhere, so that no two steps wait for each other in a circle:
-- reservation, generation, key_spending, journal, wallet; several rows of one table in order of their key.

-- Sets an amount aside for a call.
-- outcome: HELD, KEY_LIMIT (limit, remaining), CREDIT (available) or RECEIVABLE (due).
create function hold(
    p_generation uuid, p_account uuid, p_key uuid, p_node uuid, p_amount bigint,
    p_lifetime_millis bigint, p_created_at timestamptz, p_model text, p_streamed boolean,
    p_user_agent text, p_referer text, p_application text,
    out outcome text, out first_nanos bigint, out second_nanos bigint
)
    language plpgsql as
$$
begin
    perform set_config('turnpike.account', p_account::text, true);

    -- A look may refuse, so that a caller without credit costs no write; only guarded updates admit.
    select case when receivable_nanos > 0 then 'RECEIVABLE' else 'CREDIT' end,
           case when receivable_nanos > 0 then receivable_nanos else posted_nanos - held_nanos end
    into outcome, first_nanos
    from wallet
    where account_id = p_account and (receivable_nanos > 0 or posted_nanos - held_nanos < p_amount);
    if found then
        return;
    end if;

    update key_spending
    set held_nanos = held_nanos + p_amount, last_used_at = clock_timestamp()
    where key_id = p_key and account_id = p_account
      and (limit_nanos is null or limit_nanos - spent_nanos - held_nanos >= p_amount);
    if not found then
        select 'KEY_LIMIT', limit_nanos, limit_nanos - spent_nanos - held_nanos
        into outcome, first_nanos, second_nanos
        from key_spending where key_id = p_key and account_id = p_account;
        if not found then
            raise exception 'No key % of account %', p_key, p_account;
        end if;
        return;
    end if;

    update wallet
    set held_nanos = held_nanos + p_amount
    where account_id = p_account
      and receivable_nanos = 0 and posted_nanos - held_nanos >= p_amount;
    if not found then
        select refused.outcome, refused.nanos into outcome, first_nanos
        from hold_in_locked_wallet(p_account, p_amount) as refused;
        if outcome is not null then
            update key_spending set held_nanos = held_nanos - p_amount where key_id = p_key;
            return;
        end if;
    end if;

    insert into reservation (
        generation_id, account_id, key_id, node, amount_nanos, created_at, deadline,
        model, streamed, user_agent, referer, application)
    values (
        p_generation, p_account, p_key, p_node, p_amount, p_created_at,
        clock_timestamp() + p_lifetime_millis * interval '1 millisecond',
        p_model, p_streamed, p_user_agent, p_referer, p_application);
    outcome := 'HELD';
    first_nanos := null;
end
$$;

-- The second try of a hold, under lock, so that a refusal names the numbers that it was decided by.
-- outcome is null when it holds after all.
create function hold_in_locked_wallet(p_account uuid, p_amount bigint, out outcome text, out nanos bigint)
    language plpgsql as
$$
declare
    locked wallet;
begin
    select * into locked from wallet where account_id = p_account for update;
    if not found then
        raise exception 'No wallet of account %', p_account;
    end if;
    if locked.receivable_nanos > 0 then
        outcome := 'RECEIVABLE';
        nanos := locked.receivable_nanos;
    elsif locked.posted_nanos - locked.held_nanos < p_amount then
        outcome := 'CREDIT';
        nanos := locked.posted_nanos - locked.held_nanos;
    else
        update wallet set held_nanos = held_nanos + p_amount where account_id = p_account;
    end if;
end
$$;

-- Ends a hold and stores the call; false when the call was settled before: then nothing changes.
-- What the hold does not cover comes out of what is available, and the rest is owed.
create function settle(
    p_generation uuid, p_account uuid, p_key uuid, p_created_at timestamptz, p_model text,
    p_streamed boolean, p_user_agent text, p_referer text, p_application text,
    p_status text, p_error text,
    p_attempt_models text[], p_attempt_providers text[], p_attempt_statuses integer[],
    p_attempt_millis bigint[], p_attempt_errors text[],
    p_served_model text, p_provider text, p_price_version bigint, p_estimated boolean,
    p_upstream_id text, p_finish_reason text, p_native_finish_reason text,
    p_first_token_millis bigint, p_total_millis bigint, p_counts bigint[],
    p_markup_basis_points integer, p_cost bigint, p_provider_cost bigint
) returns boolean
    language plpgsql as
$$
declare
    held bigint;
    coverable bigint;
    owed bigint := 0;
begin
    perform set_config('turnpike.account', p_account::text, true);

    delete from reservation
    where generation_id = p_generation and account_id = p_account
    returning amount_nanos into held;

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
    values (
        p_generation, p_account, p_key, p_created_at, p_model, p_streamed, p_user_agent, p_referer,
        p_application, p_status, p_error,
        p_attempt_models, p_attempt_providers, p_attempt_statuses, p_attempt_millis, p_attempt_errors,
        p_served_model, p_provider, p_price_version, p_estimated,
        p_upstream_id, p_finish_reason, p_native_finish_reason, p_first_token_millis, p_total_millis,
        p_counts[1], p_counts[2], p_counts[3], p_counts[4],
        p_counts[5], p_counts[6], p_counts[7], p_counts[8],
        p_counts[9], p_counts[10], p_counts[11],
        p_markup_basis_points, p_cost, p_provider_cost)
    on conflict (generation_id) do nothing;
    if not found then
        if held is not null then
            raise exception 'Generation % is settled and held at once', p_generation;
        end if;
        return false;
    end if;

    held := coalesce(held, 0);
    if held = 0 and p_cost = 0 then
        return true;
    end if;

    update key_spending
    set held_nanos = held_nanos - held, spent_nanos = spent_nanos + p_cost
    where key_id = p_key and account_id = p_account;
    if not found then
        raise exception 'No key % of account %', p_key, p_account;
    end if;

    if p_cost = 0 then
        update wallet set held_nanos = held_nanos - held where account_id = p_account;
        return true;
    end if;

    if p_cost > held then
        select posted_nanos - held_nanos + held into coverable
        from wallet where account_id = p_account for update;
        owed := greatest(p_cost - coverable, 0);
    end if;
    perform post_journal(
        p_account, 'USAGE', 'gen-' || replace(p_generation::text, '-', ''),
        array ['wallet', 'receivable', 'provider_payable', 'revenue'],
        array [owed - p_cost, -owed, p_provider_cost, p_cost - p_provider_cost],
        held);
    return true;
end
$$;

-- Gives every hold of a node its lifetime again. A row that is locked is being ended by someone else.
create function renew_holds(p_node uuid, p_lifetime_millis bigint) returns integer
    language plpgsql as
$$
declare
    renewed integer;
begin
    perform set_config('role', 'turnpike_across', true);
    update reservation
    set deadline = clock_timestamp() + p_lifetime_millis * interval '1 millisecond'
    where generation_id in (
        select generation_id from reservation where node = p_node for update skip locked);
    get diagnostics renewed = row_count;
    return renewed;
end
$$;

-- Frees up to so many holds whose lifetime is over; returns how many.
create function expire_holds(p_limit integer) returns integer
    language plpgsql as
$$
declare
    accounts uuid[];
    keys uuid[];
    amounts bigint[];
begin
    perform set_config('role', 'turnpike_across', true);

    with gone as (
        delete from reservation
        where generation_id in (
            select generation_id from reservation
            where deadline < clock_timestamp()
            order by generation_id limit p_limit
            for update skip locked)
        returning *
    ), noted as (
        insert into expired_reservation (
            generation_id, account_id, key_id, amount_nanos, created_at,
            model, streamed, user_agent, referer, application)
        select generation_id, account_id, key_id, amount_nanos, created_at,
               model, streamed, user_agent, referer, application
        from gone
        returning account_id, key_id, amount_nanos
    )
    select array_agg(account_id), array_agg(key_id), array_agg(amount_nanos)
    into accounts, keys, amounts
    from noted;
    if accounts is null then
        return 0;
    end if;

    perform from key_spending where key_id = any (keys) order by key_id for update;
    update key_spending as spending
    set held_nanos = spending.held_nanos - freed.nanos
    from (select key_id, sum(nanos)::bigint as nanos
          from unnest(keys, amounts) as gone (key_id, nanos) group by key_id) as freed
    where spending.key_id = freed.key_id;

    perform from wallet where account_id = any (accounts) order by account_id for update;
    update wallet
    set held_nanos = wallet.held_nanos - freed.nanos
    from (select account_id, sum(nanos)::bigint as nanos
          from unnest(accounts, amounts) as gone (account_id, nanos) group by account_id) as freed
    where wallet.account_id = freed.account_id;
    return cardinality(accounts);
end
$$;

-- Whose key this is; the one question of a call that is asked before its account is known.
create function find_key(p_digest text)
    returns table (
        key_id uuid, account_id uuid, name text, label text,
        limit_nanos bigint, spent_nanos bigint, held_nanos bigint,
        created_at timestamptz, last_used_at timestamptz, expires_at timestamptz, revoked_at timestamptz)
    language plpgsql as
$$
begin
    perform set_config('role', 'turnpike_across', true);
    return query
        select key.key_id, key.account_id, key.name, key.label,
               spending.limit_nanos, spending.spent_nanos, spending.held_nanos,
               key.created_at, spending.last_used_at, key.expires_at, key.revoked_at
        from api_key as key join key_spending as spending on spending.key_id = key.key_id
        where key.digest = p_digest;
end
$$;
