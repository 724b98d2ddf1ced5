-- Undoes a credit by a transaction of its own, or says why not and changes nothing:
--   REVERSED, ALREADY   "reversal" is the transaction that does, or did
--   SPENT               so much of the credit's lot is gone
--   LENT                so much of the credit is lent to servers for calls that run now
--   UNKNOWN             the account has no such transaction
--   NOT_REVERSIBLE      it is not a credit
create or replace function reverse_transaction(
    p_account uuid, p_transaction bigint, p_reason text,
    out outcome text, out reversal bigint, out nanos bigint
)
    language plpgsql as
$$
declare
    credit lot_left;
    room bigint;
begin
    select posted_nanos - held_nanos into room from wallet where account_id = p_account for no key update;
    perform from journal_transaction where transaction_id = p_transaction and account_id = p_account;
    if not found then
        outcome := 'UNKNOWN';
        return;
    end if;
    select transaction_id into reversal from journal_transaction where reverses = p_transaction;
    if found then
        outcome := 'ALREADY';
        return;
    end if;
    select * into credit from lot_left where account_id = p_account and transaction_id = p_transaction;
    if credit.lot_id is null then
        outcome := 'NOT_REVERSIBLE';
        return;
    end if;
    if credit.left_nanos < credit.amount_nanos then
        outcome := 'SPENT';
        nanos := credit.amount_nanos - credit.left_nanos;
        return;
    end if;
    if credit.amount_nanos > room then
        outcome := 'LENT';
        nanos := credit.amount_nanos - room;
        return;
    end if;

    outcome := 'REVERSED';
    perform draw_lots(p_account);
    select book(
        p_account, 'REVERSAL', 'reversal-of-' || p_transaction, array_agg(ledger_account), array_agg(-amount_nanos),
        p_transaction, p_reason)
    into reversal
    from journal_entry where transaction_id = p_transaction and account_id = p_account;
    update lot set remaining_nanos = 0 where lot_id = credit.lot_id;
    insert into lot_movement (lot_id, account_id, cause, amount_nanos, transaction_id)
    values (credit.lot_id, p_account, 'REVERSED', -credit.amount_nanos, reversal);
end
$$;

-- The same for the charge of a call, which gives its cost back and pays with it first what the tenant owes: REVERSED,
-- ALREADY, UNKNOWN, or NOT_REVERSIBLE when the call cost nothing.
create or replace function reverse_charge(
    p_account uuid, p_generation uuid, p_reason text,
    out outcome text, out reversal bigint
)
    language plpgsql as
$$
declare
    charge journal;
    due bigint;
begin
    select receivable_nanos into due from wallet where account_id = p_account for no key update;
    select transaction_id into reversal from journal_transaction where reverses_generation = p_generation;
    if found then
        outcome := 'ALREADY';
        return;
    end if;
    select * into charge from journal where generation_id = p_generation and account_id = p_account;
    if not found then
        outcome := case when exists (
            select from generation where generation_id = p_generation and account_id = p_account)
            then 'NOT_REVERSIBLE' else 'UNKNOWN' end;
        return;
    end if;

    outcome := 'REVERSED';
    perform draw_lots(p_account);
    due := least(due, -charge.wallet_nanos);
    reversal := book(
        p_account, 'REVERSAL', 'reversal-of-' || p_generation,
        array ['wallet', 'receivable', 'provider_payable', 'revenue'],
        array [-charge.wallet_nanos - due, due, -charge.provider_payable_nanos, -charge.revenue_nanos],
        null, p_reason, p_generation);
    perform restore_lots(p_account, reversal, -charge.wallet_nanos - due);
end
$$;
