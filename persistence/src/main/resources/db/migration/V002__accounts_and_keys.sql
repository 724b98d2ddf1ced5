create table account (
    account_id uuid        primary key,
    created_at timestamptz not null
);
call confine_to_account('account');
grant select, insert on account to turnpike_app;

create table member (
    member_id  uuid        primary key,
    account_id uuid        not null references account,
    subject    text        not null unique,
    email      text        not null,
    name       text        not null,
    created_at timestamptz not null
);
create index member_of_account on member (account_id);
call confine_to_account('member');
grant select, insert on member to turnpike_app;
grant select on member to turnpike_across;

create table api_key (
    key_id     uuid        primary key,
    account_id uuid        not null references account,
    name       text        not null,
    label      text        not null,
    digest     text        not null unique,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz
);
create index api_key_of_account on api_key (account_id);
call confine_to_account('api_key');
grant select, insert, update (revoked_at) on api_key to turnpike_app;
grant select on api_key to turnpike_across;

-- The moving part of a key, apart from it: narrow, and without an index on what moves, so that an
-- update stays within its page (fillfactor leaves it room there).
create table key_spending (
    key_id       uuid   primary key references api_key,
    account_id   uuid   not null,
    limit_nanos  bigint check (limit_nanos > 0),
    spent_nanos  bigint not null default 0 check (spent_nanos >= 0),
    held_nanos   bigint not null default 0 check (held_nanos >= 0),
    last_used_at timestamptz
) with (fillfactor = 50);
call confine_to_account('key_spending');
grant select, insert, update (spent_nanos, held_nanos, last_used_at) on key_spending to turnpike_app;
grant select, update (held_nanos) on key_spending to turnpike_across;
