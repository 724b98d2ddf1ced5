-- Every movement of money is a journal transaction whose entries sum to zero. Amounts are nano-dollars.

create table journal_transaction (
    transaction_id bigint      generated always as identity primary key,
    account_id     uuid        not null,
    kind           text        not null,
    reference      text        not null,
    occurred_at    timestamptz not null default clock_timestamp(),
    reverses       bigint      references journal_transaction,
    -- One cause is posted once.
    unique (kind, reference)
);
create index journal_transaction_of_account on journal_transaction (account_id, transaction_id);
call confine_to_account('journal_transaction');
call make_immutable('journal_transaction');
grant select, insert on journal_transaction to turnpike_app;
grant select on journal_transaction to turnpike_across;

-- account_id is the tenant of the transaction on every line, also on those of the accounts that exist
-- once for all: so a tenant's transactions are visible as a whole or not at all.
create table journal_entry (
    transaction_id bigint   not null references journal_transaction,
    line           smallint not null,
    account_id     uuid     not null,
    ledger_account text     not null check (ledger_account in
        ('wallet', 'receivable', 'payment_clearing', 'revenue', 'provider_payable')),
    amount_nanos   bigint   not null check (amount_nanos <> 0),
    primary key (transaction_id, line)
);
call confine_to_account('journal_entry');
call make_immutable('journal_entry');
grant select, insert on journal_entry to turnpike_app;
grant select on journal_entry to turnpike_across;

-- All entries of a transaction are written by one statement, so each statement must balance.
create function refuse_unbalanced() returns trigger
    language plpgsql as
$$
declare
    unbalanced bigint;
begin
    select transaction_id into unbalanced
    from added group by transaction_id having sum(amount_nanos) <> 0 limit 1;
    if found then
        raise exception 'Entries of journal transaction % do not sum to zero', unbalanced
            using errcode = 'check_violation';
    end if;
    return null;
end
$$;
create trigger balanced after insert on journal_entry
    referencing new table as added
    for each statement execute function refuse_unbalanced();

-- The projection of the journal that decides what may be spent.
create table wallet (
    account_id       uuid   primary key references account,
    posted_nanos     bigint not null default 0,
    held_nanos       bigint not null default 0 check (held_nanos >= 0),
    receivable_nanos bigint not null default 0 check (receivable_nanos >= 0),
    constraint available_is_never_negative check (posted_nanos - held_nanos >= 0)
) with (fillfactor = 50);
call confine_to_account('wallet');
grant select, insert, update (posted_nanos, held_nanos, receivable_nanos) on wallet to turnpike_app;
grant select, update (held_nanos) on wallet to turnpike_across;

-- Writes a transaction and moves the wallet with it; false when this cause was posted before.
-- The wallet comes last: it is the row that others wait for. "freed" is the part of a hold that ends.
create function post_journal(
    p_account uuid, p_kind text, p_reference text,
    p_ledger_accounts text[], p_amounts bigint[], p_freed bigint default 0
) returns boolean
    language plpgsql as
$$
declare
    posted bigint;
    to_wallet bigint;
    to_receivable bigint;
begin
    insert into journal_transaction (account_id, kind, reference)
    values (p_account, p_kind, p_reference)
    on conflict (kind, reference) do nothing
    returning transaction_id into posted;
    if posted is null then
        return false;
    end if;

    insert into journal_entry (transaction_id, line, account_id, ledger_account, amount_nanos)
    select posted, line, p_account, ledger_account, amount
    from unnest(p_ledger_accounts, p_amounts) with ordinality as entry (ledger_account, amount, line)
    where amount <> 0;

    select coalesce(sum(amount) filter (where ledger_account = 'wallet'), 0),
           coalesce(sum(amount) filter (where ledger_account = 'receivable'), 0)
    into to_wallet, to_receivable
    from unnest(p_ledger_accounts, p_amounts) as entry (ledger_account, amount);

    -- What a tenant owes stands in the journal as a negative receivable.
    update wallet
    set posted_nanos = posted_nanos + to_wallet,
        receivable_nanos = receivable_nanos - to_receivable,
        held_nanos = held_nanos - p_freed
    where account_id = p_account;
    if not found then
        raise exception 'No wallet of account %', p_account;
    end if;
    return true;
end
$$;
