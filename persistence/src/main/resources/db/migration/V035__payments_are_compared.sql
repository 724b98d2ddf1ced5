-- What moved our balance at the payment provider, as it said when it was asked last.
create table payment_movement (
    movement_id  text        primary key,
    kind         text        not null check (kind in (
        'PURCHASE', 'REFUND', 'REFUND_FAILED', 'DISPUTE', 'DISPUTE_WON', 'FEE', 'TRANSFER', 'OTHER')),
    -- Of the first five kinds the reference of the journal's transaction.
    subject      text        not null,
    payment_id   text,
    amount_nanos bigint      not null,
    fee_nanos    bigint      not null,
    created_at   timestamptz not null,
    -- On its way, or failed and on its way back: booked later or never.
    pending      boolean     not null
);
create index payment_movement_by_time on payment_movement (created_at);
create index payment_movement_of_subject on payment_movement (subject);
grant select, insert, delete on payment_movement to turnpike_across;

-- What the comparison of a day (UTC) found last.
create table payment_day (
    day               date        primary key,
    compared_at       timestamptz not null,
    -- Why it could not be done the last time.
    problem           text,
    movements         integer     not null default 0,
    paid_nanos        bigint      not null default 0,
    returned_nanos    bigint      not null default 0,
    fee_nanos         bigint      not null default 0,
    transferred_nanos bigint      not null default 0,
    other_nanos       bigint      not null default 0,
    differences       integer     not null default 0,
    unexplained_nanos bigint      not null default 0 check (unexplained_nanos >= 0)
);
grant select, insert, update on payment_day to turnpike_across;

create table payment_difference (
    day            date   not null references payment_day,
    kind           text   not null,
    subject        text   not null,
    payment_id     text,
    -- What each of the two says; null when it says nothing.
    provider_nanos bigint,
    books_nanos    bigint,
    primary key (day, kind, subject)
);
grant select, insert, delete on payment_difference to turnpike_across;

-- One server compares at a time.
create table payment_reconciliation (
    only_row      boolean     primary key default true check (only_row),
    claimed_until timestamptz not null default '-infinity'
);
insert into payment_reconciliation default values;
grant select, update on payment_reconciliation to turnpike_across;
