-- What a whole call costs under a condition, beside the usual prices of an edition: all prices, those included that are as usual.
create table price_variant (
    price_version_id     bigint   not null references price_version,
    above_prompt_tokens  bigint   check (above_prompt_tokens > 0),
    -- Minutes of the day in UTC: from the first up to but not including the second.
    window_from          smallint check (window_from between 0 and 1439),
    window_to            smallint check (window_to between 0 and 1439),
    input_picos          bigint check (input_picos >= 0),
    cache_read_picos     bigint check (cache_read_picos >= 0),
    cache_write_5m_picos bigint check (cache_write_5m_picos >= 0),
    cache_write_1h_picos bigint check (cache_write_1h_picos >= 0),
    output_picos         bigint check (output_picos >= 0),
    reasoning_picos      bigint check (reasoning_picos >= 0),
    audio_in_picos       bigint check (audio_in_picos >= 0),
    audio_out_picos      bigint check (audio_out_picos >= 0),
    image_in_picos       bigint check (image_in_picos >= 0),
    image_out_picos      bigint check (image_out_picos >= 0),
    per_request_picos    bigint check (per_request_picos >= 0),
    unique nulls not distinct (price_version_id, above_prompt_tokens, window_from, window_to),
    check (above_prompt_tokens is not null or window_from is not null),
    check ((window_from is null) = (window_to is null)),
    check (window_from <> window_to)
);
call make_immutable('price_variant');
grant select, insert on price_variant to turnpike_app;
