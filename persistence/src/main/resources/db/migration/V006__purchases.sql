create table purchase (
    purchase_id  uuid        primary key,
    account_id   uuid        not null references account,
    amount_nanos bigint      not null check (amount_nanos > 0),
    status       text        not null check (status in ('OPEN', 'CREDITED', 'EXPIRED')),
    buyer_email  text        not null,
    created_at   timestamptz not null,
    checkout_id  text        unique,
    payment_id   text        unique,
    credited_at  timestamptz,
    check ((status = 'CREDITED') = (payment_id is not null and credited_at is not null))
);
create index purchase_of_account on purchase (account_id, created_at);
create index purchase_open on purchase (created_at) where status = 'OPEN';
call confine_to_account('purchase');
grant select, insert, update (status, checkout_id, payment_id, credited_at) on purchase to turnpike_app;
grant select on purchase to turnpike_across;

-- The payment provider's events, which come before any account is known.
create table payment_event (
    event_id    text        primary key,
    type        text        not null,
    received_at timestamptz not null
);
grant select, insert on payment_event to turnpike_app;
