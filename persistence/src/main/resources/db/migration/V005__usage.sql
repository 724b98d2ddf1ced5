-- A call is a reservation while it runs, and a generation or an expired reservation afterwards.

-- No index but the key: there are as many rows as calls run at this moment, and an index on the deadline
-- would turn each renewal into writes to every index. Rows come and go, so it is vacuumed often.
create table reservation (
    generation_id uuid        primary key,
    account_id    uuid        not null,
    key_id        uuid        not null,
    node          uuid        not null,
    amount_nanos  bigint      not null check (amount_nanos >= 0),
    created_at    timestamptz not null,
    deadline      timestamptz not null,
    model         text        not null,
    streamed      boolean     not null,
    user_agent    text,
    referer       text,
    application   text
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
call confine_to_account('reservation');
grant select, insert, delete on reservation to turnpike_app;
grant select, update (deadline), delete on reservation to turnpike_across;

create table expired_reservation (
    generation_id uuid        primary key,
    account_id    uuid        not null,
    key_id        uuid        not null,
    amount_nanos  bigint      not null,
    created_at    timestamptz not null,
    expired_at    timestamptz not null default clock_timestamp(),
    model         text        not null,
    streamed      boolean     not null,
    user_agent    text,
    referer       text,
    application   text
);
create index expired_reservation_of_account on expired_reservation (account_id, generation_id);
call confine_to_account('expired_reservation');
call make_immutable('expired_reservation');
grant select on expired_reservation to turnpike_app;
grant select, insert on expired_reservation to turnpike_across;

-- Whose account and key it is was proved by the guarded update of the hold, and price versions are never
-- deleted; foreign keys to them would only make every call lock the same few rows again.
create table generation (
    generation_id         uuid        primary key,
    account_id            uuid        not null,
    key_id                uuid        not null,
    created_at            timestamptz not null,
    settled_at            timestamptz not null default clock_timestamp(),
    model                 text        not null,
    streamed              boolean     not null,
    user_agent            text,
    referer               text,
    application           text,
    status                text        not null check (status in ('COMPLETED', 'CANCELLED', 'FAILED')),
    error                 text,
    -- One element for each attempt, in order.
    attempt_models        text[]      not null,
    attempt_providers     text[]      not null,
    attempt_statuses      integer[]   not null,
    attempt_millis        bigint[]    not null,
    attempt_errors        text[]      not null,
    -- What was delivered; null when nothing was.
    served_model          text,
    provider              text,
    price_version_id      bigint,
    estimated             boolean,
    upstream_id           text,
    finish_reason         text,
    native_finish_reason  text,
    first_token_millis    bigint,
    total_millis          bigint,
    input_count           bigint check (input_count >= 0),
    cache_read_count      bigint check (cache_read_count >= 0),
    cache_write_5m_count  bigint check (cache_write_5m_count >= 0),
    cache_write_1h_count  bigint check (cache_write_1h_count >= 0),
    output_count          bigint check (output_count >= 0),
    reasoning_count       bigint check (reasoning_count >= 0),
    audio_in_count        bigint check (audio_in_count >= 0),
    audio_out_count       bigint check (audio_out_count >= 0),
    image_in_count        bigint check (image_in_count >= 0),
    image_out_count       bigint check (image_out_count >= 0),
    per_request_count     bigint check (per_request_count >= 0),
    markup_basis_points   integer,
    cost_nanos            bigint      not null check (cost_nanos >= 0),
    provider_cost_nanos   bigint      not null check (provider_cost_nanos >= 0),
    check ((status = 'FAILED') = (price_version_id is null)),
    check (status <> 'FAILED' or cost_nanos = 0)
);
create index generation_of_account on generation (account_id, generation_id);
create index generation_of_account_by_time on generation (account_id, created_at);
create index generation_of_key_by_time on generation (key_id, created_at) include (cost_nanos);
call confine_to_account('generation');
call make_immutable('generation');
grant select, insert on generation to turnpike_app;
grant select on generation to turnpike_across;

-- Every call in whatever state it is, seen with the rights of who asks.
create view every_generation with (security_invoker = true) as
select generation_id, account_id, key_id, created_at,
       model, streamed, user_agent, referer, application,
       status, error, 0::bigint as held_nanos,
       attempt_models, attempt_providers, attempt_statuses, attempt_millis, attempt_errors,
       served_model, provider, price_version_id, estimated,
       upstream_id, finish_reason, native_finish_reason, first_token_millis, total_millis,
       input_count, cache_read_count, cache_write_5m_count, cache_write_1h_count,
       output_count, reasoning_count, audio_in_count, audio_out_count,
       image_in_count, image_out_count, per_request_count,
       markup_basis_points, cost_nanos, provider_cost_nanos
from generation
union all
select generation_id, account_id, key_id, created_at,
       model, streamed, user_agent, referer, application,
       'RUNNING', null, amount_nanos,
       '{}'::text[], '{}'::text[], '{}'::integer[], '{}'::bigint[], '{}'::text[],
       null, null, null::bigint, null::boolean,
       null, null, null, null::bigint, null::bigint,
       null::bigint, null::bigint, null::bigint, null::bigint,
       null::bigint, null::bigint, null::bigint, null::bigint,
       null::bigint, null::bigint, null::bigint,
       null::integer, 0::bigint, 0::bigint
from reservation
union all
select generation_id, account_id, key_id, created_at,
       model, streamed, user_agent, referer, application,
       'EXPIRED', null, 0::bigint,
       '{}'::text[], '{}'::text[], '{}'::integer[], '{}'::bigint[], '{}'::text[],
       null, null, null::bigint, null::boolean,
       null, null, null, null::bigint, null::bigint,
       null::bigint, null::bigint, null::bigint, null::bigint,
       null::bigint, null::bigint, null::bigint, null::bigint,
       null::bigint, null::bigint, null::bigint,
       null::integer, 0::bigint, 0::bigint
from expired_reservation expired
where not exists (select from generation late where late.generation_id = expired.generation_id);
grant select on every_generation to turnpike_app;
