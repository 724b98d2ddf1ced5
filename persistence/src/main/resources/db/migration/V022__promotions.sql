-- Codes that an operator gives out, and which account has redeemed which. Codes belong to no account: what a customer may
-- know of them is what claim_code says, so only steps across accounts see the table.
create table promotional_code (
    code_id         uuid        primary key,
    -- As the operator wrote it, and the same for all texts that people take for one another.
    text            text        not null,
    canonical       text        collate "C" not null unique check (canonical ~ '^[0-9A-Z]{6,32}$'),
    amount_nanos    bigint      not null check (amount_nanos > 0 and amount_nanos % 10000000 = 0),
    max_uses        integer     not null check (max_uses > 0),
    uses            integer     not null default 0 check (uses between 0 and max_uses),
    last_day        date        not null,
    -- How long the credit lives: days since it was redeemed, or the end of a day (UTC).
    days            integer     check (days > 0),
    until_day       date        check (until_day >= last_day),
    buyers_only     boolean     not null,
    note            text        not null check (char_length(note) <= 200),
    created_by      text        not null,
    created_at      timestamptz not null,
    switched_off_at timestamptz,
    constraint credit_lives_in_one_way check ((days is null) <> (until_day is null))
);
create index promotional_code_by_time on promotional_code (created_at, code_id);
grant select, insert, update (uses, switched_off_at) on promotional_code to turnpike_across;

-- The credit is the transaction PROMOTION with the reference "code-<code>-<account>".
create table redemption (
    code_id     uuid        not null references promotional_code,
    account_id  uuid        not null references account,
    redeemed_at timestamptz not null,
    primary key (code_id, account_id)
);
create index redemption_of_account on redemption (account_id);
create index redemption_by_time on redemption using brin (redeemed_at) with (autosummarize = on);
call confine_to_account('redemption');
call make_immutable('redemption');
grant select on redemption to turnpike_app;
grant select, insert on redemption to turnpike_across;
