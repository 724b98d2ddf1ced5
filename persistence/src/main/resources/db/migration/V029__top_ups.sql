-- Credit that is bought by itself, with the saved card.
alter table purchase
    add way text not null default 'CHECKOUT' check (way in ('CHECKOUT', 'TOP_UP')),
    -- A top-up knows its payment before it is made.
    drop constraint purchase_check,
    add constraint credited_by_a_payment check (
        (status = 'CREDITED') = (credited_at is not null) and (status <> 'CREDITED' or payment_id is not null)),
    add constraint payment_is_known_before_for_top_ups check (
        way = 'TOP_UP' or status = 'CREDITED' or payment_id is null),
    add constraint top_up_has_no_checkout check (way = 'CHECKOUT' or checkout_id is null);
-- However many servers look at a wallet, one of them buys.
create unique index top_up_in_flight on purchase (account_id) where way = 'TOP_UP' and status = 'OPEN';
create index top_up_of_account on purchase (account_id, created_at) where way = 'TOP_UP';

create table auto_top_up (
    account_id      uuid        primary key references account,
    threshold_nanos bigint      not null check (threshold_nanos > 0),
    amount_nanos    bigint      not null check (amount_nanos >= threshold_nanos),
    -- The most in a calendar month, in UTC.
    ceiling_nanos   bigint      not null check (ceiling_nanos >= amount_nanos),
    -- For receipts.
    email           text        not null,
    is_on           boolean     not null,
    -- Why it was switched off by itself or waits, as dev.turnpike.billing.topups.TopUpReason names it.
    reason          text,
    changed_at      timestamptz not null,
    -- When it is looked at again, if it waits.
    due_at          timestamptz not null
);
create index auto_top_up_due on auto_top_up (due_at) where is_on;
call confine_to_account('auto_top_up');
grant select, insert, update on auto_top_up to turnpike_app;
grant select on auto_top_up to turnpike_across;
