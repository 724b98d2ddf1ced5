-- Claims a call. The answer is one row: GRANTED, RUNNING, OTHER_REQUEST, or ANSWERED with the generation and what was
-- kept of it. May be repeated: a claim that was granted is granted again.
create or replace function claim_call(
    p_account uuid, p_key uuid, p_name text, p_digest text, p_claim uuid, p_node uuid, p_model text, p_streamed boolean
) returns table (outcome text, generation uuid, kept bytea)
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
declare
    known idempotent_call;
    settled text;
    alive boolean;
begin
    perform set_config('turnpike.account', p_account::text, true);
    -- Once more for each change that comes in between; so many never do.
    for attempt in 1 .. 100 loop
        insert into idempotent_call (key_id, name, account_id, digest, claim_id, node_id, model, streamed)
        values (p_key, p_name, p_account, p_digest, p_claim, p_node, p_model, p_streamed)
        on conflict (key_id, name) do nothing;
        if found then
            return query select 'GRANTED', null::uuid, null::bytea;
            return;
        end if;

        select * into known from idempotent_call where key_id = p_key and name = p_name for update;
        -- Forgotten in this moment.
        continue when not found;
        if known.claim_id = p_claim then
            return query select 'GRANTED', null::uuid, null::bytea;
            return;
        end if;
        select status into settled from generation where generation_id = known.generation_id;
        alive := exists (select from node where node_id = known.node_id and alive_until > clock_timestamp());
        -- A server asks once at a time for one request: an earlier claim of its own is what a fault has left behind.
        -- With an answer it is one that is still to be settled. Claims are in the order of their ids: one that was given
        -- up may arrive late.
        if known.node_id = p_node and known.digest = p_digest and known.generation_id is null
           and known.claim_id < p_claim
        then
            alive := false;
        end if;

        if settled in ('COMPLETED', 'CANCELLED') or (settled is null and alive) then
            return query select
                case when known.digest <> p_digest then 'OTHER_REQUEST'
                     when settled is null then 'RUNNING'
                     else 'ANSWERED' end,
                known.generation_id,
                case when known.digest = p_digest and settled is not null then known.answer end;
            return;
        end if;
        if settled is null and known.generation_id is not null then
            -- If it cannot be abandoned, it was settled in this moment.
            continue when not abandon_call(known);
        end if;
        update idempotent_call
        set digest = p_digest, claim_id = p_claim, node_id = p_node, claimed_at = clock_timestamp(),
            model = p_model, streamed = p_streamed, generation_id = null, answer = null
        where key_id = p_key and name = p_name;
        return query select 'GRANTED', null::uuid, null::bytea;
        return;
    end loop;
    raise exception 'The call % of key % cannot be claimed', p_name, p_key;
end
$$;

-- Books a call as failed that nobody will settle any more; false when it was settled already.
create or replace function abandon_call(p_call idempotent_call) returns boolean
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
declare
    abandoned boolean;
begin
    perform set_config('role', 'turnpike_across', true);
    insert into generation (
        generation_id, account_id, key_id, created_at, model, streamed, status, error,
        attempt_models, attempt_providers, attempt_statuses, attempt_millis, attempt_errors,
        cost_nanos, provider_cost_nanos)
    values (
        p_call.generation_id, p_call.account_id, p_call.key_id, p_call.claimed_at, p_call.model, p_call.streamed,
        'FAILED', 'abandoned', '{}', '{}', '{}', '{}', '{}', 0, 0)
    on conflict (generation_id) do nothing;
    abandoned := found;
    perform set_config('role', 'none', true);
    return abandoned;
end
$$;

-- Stores the answer of a call that is about to be settled; false when it was taken over.
create or replace function keep_answer(
    p_account uuid, p_key uuid, p_name text, p_claim uuid, p_generation uuid, p_answer bytea
) returns boolean
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
begin
    perform set_config('turnpike.account', p_account::text, true);
    update idempotent_call set generation_id = p_generation, answer = p_answer
    where key_id = p_key and name = p_name and claim_id = p_claim;
    return found;
end
$$;

-- Frees a call that was not charged.
create or replace function forget_call(p_account uuid, p_key uuid, p_name text, p_claim uuid) returns boolean
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
begin
    perform set_config('turnpike.account', p_account::text, true);
    delete from idempotent_call where key_id = p_key and name = p_name and claim_id = p_claim;
    return found;
end
$$;

-- Forgets calls that are older than this, up to so many; returns how many.
create or replace function expire_answers(p_age_millis bigint, p_limit integer) returns integer
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
declare
    forgotten integer;
begin
    perform set_config('role', 'turnpike_across', true);
    delete from idempotent_call where (key_id, name) in (
        select key_id, name from idempotent_call
        where claimed_at < clock_timestamp() - p_age_millis * interval '1 millisecond'
        order by claimed_at limit p_limit for update skip locked);
    get diagnostics forgotten = row_count;
    return forgotten;
end
$$;
