-- A journal transaction is one row with a column for each ledger account. That its entries sum to zero is a
-- check on the row itself, which no statement can get around, and a posting is one insert.

-- The owner is bound by the policies too; only for these statements it must see every row.
alter table journal_transaction no force row level security;
alter table journal_entry no force row level security;
alter table journal_transaction disable trigger immutable;

alter table journal_transaction
    add wallet_nanos           bigint not null default 0,
    add receivable_nanos       bigint not null default 0,
    add payment_clearing_nanos bigint not null default 0,
    add provider_payable_nanos bigint not null default 0,
    add revenue_nanos          bigint not null default 0;

update journal_transaction
set wallet_nanos = entries.wallet,
    receivable_nanos = entries.receivable,
    payment_clearing_nanos = entries.payment_clearing,
    provider_payable_nanos = entries.provider_payable,
    revenue_nanos = entries.revenue
from (
    select transaction_id,
           coalesce(sum(amount_nanos) filter (where ledger_account = 'wallet'), 0) as wallet,
           coalesce(sum(amount_nanos) filter (where ledger_account = 'receivable'), 0) as receivable,
           coalesce(sum(amount_nanos) filter (where ledger_account = 'payment_clearing'), 0) as payment_clearing,
           coalesce(sum(amount_nanos) filter (where ledger_account = 'provider_payable'), 0) as provider_payable,
           coalesce(sum(amount_nanos) filter (where ledger_account = 'revenue'), 0) as revenue
    from journal_entry group by transaction_id
) as entries
where entries.transaction_id = journal_transaction.transaction_id;

alter table journal_transaction
    add constraint entries_sum_to_zero check (
        wallet_nanos + receivable_nanos + payment_clearing_nanos + provider_payable_nanos + revenue_nanos = 0),
    enable trigger immutable,
    force row level security;

drop view discrepancy;
drop table journal_entry;
drop function refuse_unbalanced;

-- The same as lines, for whoever reads the books.
create view journal_entry with (security_invoker = true) as
select transaction_id, line, account_id, ledger_account, amount_nanos
from journal_transaction
cross join lateral (values
    (1, 'wallet', wallet_nanos),
    (2, 'receivable', receivable_nanos),
    (3, 'payment_clearing', payment_clearing_nanos),
    (4, 'provider_payable', provider_payable_nanos),
    (5, 'revenue', revenue_nanos)
) as entry (line, ledger_account, amount_nanos)
where amount_nanos <> 0;
grant select on journal_entry to turnpike_app, turnpike_across;

drop function post_journal;

-- Writes a transaction and moves the wallet with it; false when this cause was posted before.
create function post_journal(
    p_account uuid, p_kind text, p_reference text, p_ledger_accounts text[], p_amounts bigint[]
) returns boolean
    language plpgsql as
$$
declare
    posted journal_transaction;
begin
    insert into journal_transaction (
        account_id, kind, reference,
        wallet_nanos, receivable_nanos, payment_clearing_nanos, provider_payable_nanos, revenue_nanos)
    select p_account, p_kind, p_reference,
           coalesce(sum(amount) filter (where ledger_account = 'wallet'), 0),
           coalesce(sum(amount) filter (where ledger_account = 'receivable'), 0),
           coalesce(sum(amount) filter (where ledger_account = 'payment_clearing'), 0),
           coalesce(sum(amount) filter (where ledger_account = 'provider_payable'), 0),
           coalesce(sum(amount) filter (where ledger_account = 'revenue'), 0)
    from unnest(p_ledger_accounts, p_amounts) as entry (ledger_account, amount)
    on conflict (kind, reference) do nothing
    returning * into posted;
    if posted.transaction_id is null then
        return false;
    end if;

    -- What a tenant owes stands in the journal as a negative receivable.
    update wallet
    set posted_nanos = posted_nanos + posted.wallet_nanos,
        receivable_nanos = wallet.receivable_nanos - posted.receivable_nanos
    where account_id = p_account;
    if not found then
        raise exception 'No wallet of account %', p_account;
    end if;
    return true;
end
$$;
