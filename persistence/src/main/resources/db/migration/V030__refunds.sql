-- Refunds that we ask the payment provider for. Their credit leaves the wallet before we ask.
create table refund (
    -- The form that asks for it chooses it; the payment provider is told it.
    refund_id    uuid        primary key,
    account_id   uuid        not null references account,
    purchase_id  uuid        not null references purchase,
    payment_id   text        not null,
    credit_nanos bigint      not null check (credit_nanos > 0),
    tax_nanos    bigint      not null check (tax_nanos >= 0),
    by_operator  boolean     not null,
    asked_by     text        not null,
    reason       text        not null,
    -- Being asked for; made by the payment provider; or come to nothing, so that the credit is there again.
    status       text        not null check (status in ('ASKED', 'PAID', 'FAILED')),
    created_at   timestamptz not null,
    changed_at   timestamptz not null,
    -- What the payment provider made of it; it can fail after that.
    take_back_id text        unique references take_back,
    -- How often asking came to nothing, and when it is tried again.
    failures     integer     not null default 0,
    due_at       timestamptz,
    problem      text,
    check (status <> 'PAID' or take_back_id is not null),
    check ((status = 'ASKED') = (due_at is not null))
);
create index refund_of_purchase on refund (purchase_id);
create index refund_of_account on refund (account_id, created_at);
create index refund_due on refund (due_at) where status = 'ASKED';
call confine_to_account('refund');
grant select, insert, update (status, changed_at, take_back_id, failures, due_at, problem) on refund to turnpike_app;
grant select on refund to turnpike_across;

-- An operator looks for purchases of all accounts.
create index purchase_by_time on purchase (created_at);
create index purchase_of_buyer on purchase (lower(buyer_email));
