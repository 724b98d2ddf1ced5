-- Stores calls that ended, and charges them, all or nothing. Sums come along for each key and each window, those of one
-- shard after those of the other; "ends" says up to where they belong to each of p_shards. A call names its key by its
-- number among p_charged_keys, its moment in microseconds since 1970, and its attempts by where they end; the windows that
-- it is charged to by their numbers among p_charged_windows and where these end, unless no call has any. A call that was
-- settled before is refused as a violation of its unique id, because its part of the sums is not known.
-- p_held is given for a call alone: what was set aside for it, which may be less than its cost, or be gone. It is posted at
-- once, and a call that was settled before changes nothing. If another server has given it up and makes it anew, its answer
-- must not be given out: state TP002.
-- p_counts has as many counts for each call as its server knows classes of units, eleven or more: older servers know fewer.
-- p_service_tiers is empty unless a call asked for a tier, and older servers do not know it.
-- The answer is what is owed.
-- Elements are taken by their number, which costs less than unnest: PL/pgSQL holds arrays taken apart. To cut one out costs
-- more, so attempts are, unless there was one.
create or replace function settle_calls(
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
    p_held bigint,
    p_service_tiers text[] default '{}'
) returns bigint
    language plpgsql
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off as
$$
declare
    settled timestamptz := clock_timestamp();
    classes integer := cardinality(p_counts) / cardinality(p_generations);
    batch settlement_batch;
    given_up boolean;
begin
    perform set_config('role', 'turnpike_across', true);
    if p_held is not null then
        -- It is asked for again, and others wait for their turn.
        perform set_config('lock_timeout', '100ms', true);
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
        per_image_count, per_second_count, per_search_count,
        markup_basis_points, cost_nanos, provider_cost_nanos, max_cost_nanos, service_tier, windows)
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
           p_counts[first], p_counts[first + 1], p_counts[first + 2], p_counts[first + 3],
           p_counts[first + 4], p_counts[first + 5], p_counts[first + 6], p_counts[first + 7],
           p_counts[first + 8], p_counts[first + 9], p_counts[first + 10],
           case when classes > 11 then nullif(p_counts[first + 11], 0) end,
           case when classes > 12 then nullif(p_counts[first + 12], 0) end,
           case when classes > 13 then nullif(p_counts[first + 13], 0) end,
           p_markup_basis_points[i], p_costs[i], p_provider_costs[i], p_max_costs[i], p_service_tiers[i],
           case when p_ends_of_windows[i] > coalesce(p_ends_of_windows[i - 1], 0) then array(
               select p_charged_windows[p_windows[n]]
               from generate_series(coalesce(p_ends_of_windows[i - 1], 0) + 1, p_ends_of_windows[i]) as n) end
    from generate_series(1, cardinality(p_generations)) as i
    cross join lateral (
        select p_attempt_ends[i] as last, p_attempt_ends[i] - coalesce(p_attempt_ends[i - 1], 0) as attempts,
               classes * (i - 1) + 1 as first) as made;

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
