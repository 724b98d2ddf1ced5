-- Every transaction: those that have rows of their own, and the charges of calls.
create or replace view journal with (security_invoker = true) as
select transaction_id, null::uuid as generation_id, account_id, kind, reference, occurred_at,
       reverses, reverses_generation, note,
       wallet_nanos, receivable_nanos, payment_clearing_nanos, provider_payable_nanos, revenue_nanos,
       promotional_expense_nanos, breakage_nanos, refunds_nanos, disputes_nanos, tax_payable_nanos
from journal_transaction
union all
select null, generation_id, account_id, 'USAGE', null, settled_at,
       null, null, null,
       -cost_nanos, 0, 0, provider_cost_nanos, cost_nanos - provider_cost_nanos,
       null, null, null, null, null
from generation where cost_nanos > 0;
grant select on journal to turnpike_app, turnpike_across;

-- The same as lines, for whoever reads the books.
create or replace view journal_entry with (security_invoker = true) as
select transaction_id, generation_id, line, account_id, ledger_account, amount_nanos
from journal
cross join lateral (values
    (1, 'wallet', wallet_nanos),
    (2, 'receivable', receivable_nanos),
    (3, 'payment_clearing', payment_clearing_nanos),
    (4, 'provider_payable', provider_payable_nanos),
    (5, 'revenue', revenue_nanos),
    (6, 'promotional_expense', promotional_expense_nanos),
    (7, 'breakage', breakage_nanos),
    (8, 'refunds', refunds_nanos),
    (9, 'disputes', disputes_nanos),
    (10, 'tax_payable', tax_payable_nanos)
) as entry (line, ledger_account, amount_nanos)
where amount_nanos <> 0;
grant select on journal_entry to turnpike_app, turnpike_across;

-- Writes a transaction and moves the wallet with it; returns its id, or null when this cause was posted before.
create or replace function book(
    p_account uuid, p_kind text, p_reference text, p_ledger_accounts text[], p_amounts bigint[],
    p_reverses bigint default null, p_note text default null, p_reverses_generation uuid default null
) returns bigint
    language plpgsql as
$$
declare
    booked journal_transaction;
begin
    perform from wallet where account_id = p_account for no key update;
    if not found then
        raise exception 'No wallet of account %', p_account;
    end if;
    insert into journal_transaction (
        account_id, kind, reference, reverses, note, reverses_generation,
        wallet_nanos, receivable_nanos, payment_clearing_nanos, provider_payable_nanos, revenue_nanos,
        promotional_expense_nanos, breakage_nanos, refunds_nanos, disputes_nanos, tax_payable_nanos)
    select p_account, p_kind, p_reference, p_reverses, p_note, p_reverses_generation,
           coalesce(sum(amount) filter (where ledger_account = 'wallet'), 0),
           coalesce(sum(amount) filter (where ledger_account = 'receivable'), 0),
           coalesce(sum(amount) filter (where ledger_account = 'payment_clearing'), 0),
           coalesce(sum(amount) filter (where ledger_account = 'provider_payable'), 0),
           coalesce(sum(amount) filter (where ledger_account = 'revenue'), 0),
           nullif(sum(amount) filter (where ledger_account = 'promotional_expense'), 0),
           nullif(sum(amount) filter (where ledger_account = 'breakage'), 0),
           nullif(sum(amount) filter (where ledger_account = 'refunds'), 0),
           nullif(sum(amount) filter (where ledger_account = 'disputes'), 0),
           nullif(sum(amount) filter (where ledger_account = 'tax_payable'), 0)
    from unnest(p_ledger_accounts, p_amounts) as entry (ledger_account, amount)
    on conflict (kind, reference) do nothing
    returning * into booked;
    if booked.transaction_id is null then
        return null;
    end if;

    -- What a tenant owes stands in the journal as a negative receivable.
    update wallet
    set posted_nanos = posted_nanos + booked.wallet_nanos,
        receivable_nanos = wallet.receivable_nanos - booked.receivable_nanos
    where account_id = p_account;
    return booked.transaction_id;
end
$$;

-- What a tenant owes is paid as far as it can be. The caller holds the lock on the wallet.
create or replace function pay_receivable(p_account uuid) returns void
    language plpgsql as
$$
declare
    due bigint := (
        select least(receivable_nanos, posted_nanos - held_nanos) from wallet where account_id = p_account);
begin
    if due > 0 then
        perform book(
            p_account, 'RECEIVABLE_PAID', 'credit-' || gen_random_uuid(),
            array ['wallet', 'receivable'], array [-due, due]);
    end if;
end
$$;

-- Writes a transaction; what it brings into the wallet is a lot, and pays first what is owed. False when this cause was
-- posted before.
create or replace function post_journal(
    p_account uuid, p_kind text, p_reference text, p_ledger_accounts text[], p_amounts bigint[],
    p_expires_at timestamptz default null
) returns boolean
    language plpgsql as
$$
declare
    booked bigint;
    credit bigint := (
        select sum(amount) from unnest(p_ledger_accounts, p_amounts) as entry (ledger_account, amount)
        where ledger_account = 'wallet');
begin
    if credit > 0 then
        perform from wallet where account_id = p_account for no key update;
        perform draw_lots(p_account);
    end if;
    booked := book(p_account, p_kind, p_reference, p_ledger_accounts, p_amounts);
    if booked is not null and credit > 0 then
        insert into lot (
            account_id, transaction_id, kind, amount_nanos, remaining_nanos, granted_at, expires_at)
        values (
            p_account, booked, case p_kind when 'PROMOTION' then 'PROMOTIONAL' else 'PAID' end,
            credit, credit, clock_timestamp(), p_expires_at);
        perform pay_receivable(p_account);
    end if;
    return booked is not null;
end
$$;

-- The sum of a wallet's entries before this moment, counted from the checkpoint forward, or back from the next known end of
-- a month, or from the checkpoint.
create or replace function posted_at(p_account uuid, p_at timestamptz) returns bigint
    language plpgsql stable
    set plan_cache_mode = force_custom_plan as
$$
declare
    since timestamptz := (select moment from checkpoint);
    posted bigint := coalesce((select posted_nanos from wallet_checkpoint where account_id = p_account), 0);
    month_end month_checkpoint;
begin
    if p_at >= since then
        return posted + (
            select coalesce(sum(wallet_nanos), 0) from journal
            where account_id = p_account and occurred_at >= since and occurred_at < p_at);
    end if;
    select * into month_end from month_checkpoint
    where account_id = p_account and ends_at >= p_at order by ends_at limit 1;
    if found then
        since := month_end.ends_at;
        posted := month_end.posted_nanos;
    end if;
    return posted - (
        select coalesce(sum(wallet_nanos), 0) from journal
        where account_id = p_account and occurred_at >= p_at and occurred_at < since);
end
$$;
