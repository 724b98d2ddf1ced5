-- What providers bill, as it was imported: documents that are never changed.
create table provider_bill (
    bill_id     bigint      generated always as identity primary key,
    provider    text        not null,
    -- Of the file, to know it again.
    digest      text        not null,
    imported_at timestamptz not null,
    imported_by text        not null,
    lines       integer     not null check (lines > 0),
    first_day   date        not null,
    last_day    date        not null,
    total_nanos bigint      not null check (total_nanos >= 0)
);
create index provider_bill_of_provider on provider_bill (provider, bill_id);
call make_immutable('provider_bill');
grant select, insert on provider_bill to turnpike_app;

create table provider_bill_line (
    bill_id      bigint not null references provider_bill,
    day          date   not null,
    model        text   not null,
    token_class  text   not null,
    quantity     bigint not null check (quantity >= 0),
    amount_nanos bigint not null check (amount_nanos >= 0),
    primary key (bill_id, day, model, token_class)
);
call make_immutable('provider_bill_line');
grant select, insert on provider_bill_line to turnpike_app;

-- What a provider gives back: not for the use of a model, so compared with nothing.
create table provider_bill_credit (
    bill_id      bigint not null references provider_bill,
    day          date   not null,
    reason       text   not null,
    amount_nanos bigint not null check (amount_nanos < 0),
    primary key (bill_id, day, reason)
);
call make_immutable('provider_bill_credit');
grant select, insert on provider_bill_credit to turnpike_app;

-- The bill in force for a day, and what the comparison found: nothing of it is known as long as nobody has compared.
create table provider_bill_day (
    provider               text    not null,
    day                    date    not null,
    -- Null for a day that no bill names though it lies between days that bills name.
    bill_id                bigint  references provider_bill,
    theirs_nanos           bigint  not null check (theirs_nanos >= 0),
    -- What the calls of the day were priced at.
    ours_nanos             bigint  check (ours_nanos >= 0),
    is_off                 boolean,
    -- Of a model and a class each: how many are beyond the tolerance, and how far the widest of them is apart.
    rows_off               integer check (rows_off >= 0),
    widest_gap_nanos       bigint  check (widest_gap_nanos >= 0),
    tolerance_basis_points integer,
    compared_at            timestamptz,
    primary key (provider, day),
    check (num_nulls(ours_nanos, is_off, rows_off, widest_gap_nanos, tolerance_basis_points, compared_at) in (0, 6))
);
create index provider_bill_day_by_day on provider_bill_day (day);
grant select, insert, update on provider_bill_day to turnpike_app;

-- What calls of all accounts were priced at is added up across them.
grant select on price_version, price_variant to turnpike_across;
