-- The last good text of each public price list, and whose turn it is to fetch it: a server that takes its turn moves next_try_at.
create table price_list (
    format      text        primary key,
    place       text        not null,
    tried_at    timestamptz not null,
    next_try_at timestamptz not null,
    failure     text,
    body        text,
    etag        text,
    sha256      text        check (sha256 ~ '^[0-9a-f]{64}$'),
    fetched_at  timestamptz,
    check ((body is null) = (sha256 is null)),
    check ((body is null) = (fetched_at is null))
);
grant select, insert, update on price_list to turnpike_app;

-- A change of a price that waits for a person, or waited: one open for each offer. Lines of reasons and evidence end with a newline.
-- It names the edition that was in force when it was drawn up, and the one that a person's decision left in force.
create table price_proposal (
    price_proposal_id bigint      generated always as identity primary key,
    offer_id          text        not null,
    origin            text        not null check (origin in ('LISTS', 'SHIPPED')),
    state             text        not null default 'OPEN' check (state in ('OPEN', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
    price_version_id  bigint      not null references price_version,
    reasons           text        not null,
    evidence          text        not null,
    evidence_sha256   text        not null check (evidence_sha256 ~ '^[0-9a-f]{64}$'),
    made_at           timestamptz not null,
    decided_at        timestamptz,
    decided_by        text,
    left_version_id   bigint      references price_version,
    check ((state = 'OPEN') = (decided_at is null)),
    check ((state in ('APPROVED', 'REJECTED')) = (decided_by is not null)),
    check ((decided_by is null) = (left_version_id is null))
);
create unique index price_proposal_open on price_proposal (offer_id) where state = 'OPEN';
create index price_proposal_of_offer on price_proposal (offer_id, price_proposal_id);
grant select, insert, update (state, decided_at, decided_by, left_version_id) on price_proposal to turnpike_app;

-- What can be approved: the prices of a sheet, with the same columns as an edition.
create table price_proposal_option (
    price_proposal_option_id bigint generated always as identity primary key,
    price_proposal_id        bigint not null references price_proposal,
    source                   text   not null,
    input_picos              bigint check (input_picos >= 0),
    cache_read_picos         bigint check (cache_read_picos >= 0),
    cache_write_5m_picos     bigint check (cache_write_5m_picos >= 0),
    cache_write_1h_picos     bigint check (cache_write_1h_picos >= 0),
    output_picos             bigint check (output_picos >= 0),
    reasoning_picos          bigint check (reasoning_picos >= 0),
    audio_in_picos           bigint check (audio_in_picos >= 0),
    audio_out_picos          bigint check (audio_out_picos >= 0),
    image_in_picos           bigint check (image_in_picos >= 0),
    image_out_picos          bigint check (image_out_picos >= 0),
    per_request_picos        bigint check (per_request_picos >= 0),
    per_image_picos          bigint check (per_image_picos >= 0),
    per_second_picos         bigint check (per_second_picos >= 0),
    per_search_picos         bigint check (per_search_picos >= 0)
);
create index price_proposal_option_of_proposal on price_proposal_option (price_proposal_id);
call make_immutable('price_proposal_option');
grant select, insert on price_proposal_option to turnpike_app;

-- Its variants: whatever a variant of an edition has.
create table price_proposal_variant (like price_variant including constraints);
alter table price_proposal_variant rename column price_version_id to price_proposal_option_id;
alter table price_proposal_variant add foreign key (price_proposal_option_id) references price_proposal_option;
create index price_proposal_variant_of_option on price_proposal_variant (price_proposal_option_id);
call make_immutable('price_proposal_variant');
grant select, insert on price_proposal_variant to turnpike_app;
