-- What was paid can be taken back: the buyer is refunded, or disputes the payment at the bank.

alter table purchase
    -- Paid on top of the credit, and owed to the authorities.
    add tax_nanos bigint not null default 0 check (tax_nanos >= 0),
    -- Why it was paid and cannot be credited; a person has to look.
    add problem   text;
grant update (tax_nanos, problem) on purchase to turnpike_app;

create table take_back (
    -- The payment provider's id of the refund or dispute.
    take_back_id text        primary key,
    kind         text        not null check (kind in ('REFUND', 'DISPUTE')),
    account_id   uuid        not null references account,
    purchase_id  uuid        not null references purchase,
    credit_nanos bigint      not null check (credit_nanos >= 0),
    tax_nanos    bigint      not null check (tax_nanos >= 0),
    -- Taken from the tenant; given back, because the refund failed or the dispute was won; or a dispute that is lost.
    status       text        not null check (status in ('TAKEN', 'GIVEN_BACK', 'LOST')),
    created_at   timestamptz not null,
    check (credit_nanos + tax_nanos > 0),
    check (kind = 'DISPUTE' or status <> 'LOST')
);
create index take_back_of_purchase on take_back (purchase_id);
call confine_to_account('take_back');
grant select, insert, update (status) on take_back to turnpike_app;
grant select on take_back to turnpike_across;

alter table lot_movement
    drop constraint lot_movement_cause_check,
    drop constraint lot_movement_check,
    add constraint cause_is_known check (
        cause in ('SPENT', 'EXPIRED', 'REVERSED', 'RESTORED', 'TAKEN_BACK', 'GIVEN_BACK')),
    add constraint some_causes_give check (
        amount_nanos <> 0 and (amount_nanos > 0) = (cause in ('RESTORED', 'GIVEN_BACK')));

-- Events are kept until they are handled.
alter table payment_event
    -- What the event is about, by the payment provider's ids.
    add checkout_id text,
    add payment_id  text,
    add is_relevant boolean not null default true,
    -- By the payment provider's clock.
    add created_at  timestamptz,
    add handled_at  timestamptz,
    -- How often handling it failed, when it is tried again, and why it failed.
    add failures    integer not null default 0,
    add due_at      timestamptz,
    add problem     text;
update payment_event set handled_at = received_at, created_at = received_at;
create index payment_event_waiting on payment_event (due_at) where handled_at is null;
grant update (handled_at, failures, due_at, problem) on payment_event to turnpike_app;

-- Until when the payment provider has been asked for events that it could not deliver.
create table payment_event_listing (
    only_row     boolean     primary key default true check (only_row),
    listed_until timestamptz not null
);
insert into payment_event_listing (listed_until) values (now());
grant select, update on payment_event_listing to turnpike_app;
