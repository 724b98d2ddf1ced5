-- Pico-dollars per unit, one column for each class of units; null is unknown, not free.
create table price_version (
    price_version_id     bigint      generated always as identity primary key,
    offer_id             text        not null,
    effective_from       timestamptz not null,
    source               text        not null,
    approved_by          text        not null,
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
    unique (offer_id, effective_from)
);
create index price_version_of_offer on price_version (offer_id, price_version_id);
call make_immutable('price_version');
grant select, insert on price_version to turnpike_app;
grant select on price_version to turnpike_across;
