-- Takes credit back that this payment bought: what is left of its lot and not lent; the rest has been spent, or is being
-- spent, and is owed. What is lent is recalled, so that it pays soon. False when this cause was booked before.
create or replace function take_back(
    p_account uuid, p_payment text, p_kind text, p_reference text, p_nanos bigint,
    p_ledger_accounts text[], p_amounts bigint[]
) returns boolean
    language plpgsql as
$$
declare
    bought lot;
    room bigint;
    part bigint;
    booked bigint;
begin
    select posted_nanos - held_nanos into room from wallet where account_id = p_account for no key update;
    perform draw_lots(p_account);
    select lot.* into strict bought
    from lot join journal_transaction as purchase using (transaction_id)
    where purchase.kind = 'PURCHASE' and purchase.reference = p_payment and lot.account_id = p_account;
    part := least(p_nanos, bought.remaining_nanos, room);
    booked := book(
        p_account, p_kind, p_reference,
        array ['wallet', 'receivable'] || p_ledger_accounts, array [-part, part - p_nanos] || p_amounts);
    if booked is null then
        return false;
    end if;
    if part > 0 then
        update lot set remaining_nanos = remaining_nanos - part where lot_id = bought.lot_id;
        insert into lot_movement (lot_id, account_id, cause, amount_nanos, transaction_id)
        values (bought.lot_id, p_account, 'TAKEN_BACK', -part, booked);
    end if;
    if part < p_nanos then
        perform pay_receivable(p_account);
        perform recall_leases(p_account);
    end if;
    return true;
end
$$;

-- Undoes the taking back of this kind and reference by a transaction of that kind: it pays first what the tenant owes, goes
-- back then into the lot that it came from, and what was paid meanwhile by other lots goes back to those. False when there is
-- nothing to undo.
create or replace function give_back(p_account uuid, p_taken_kind text, p_reference text, p_kind text) returns boolean
    language plpgsql as
$$
declare
    taken journal_transaction;
    due bigint;
    back bigint;
    to_lot bigint;
    booked bigint;
begin
    select receivable_nanos into due from wallet where account_id = p_account for no key update;
    select * into taken from journal_transaction
    where account_id = p_account and kind = p_taken_kind and reference = p_reference;
    if not found or exists (select from journal_transaction where reverses = taken.transaction_id) then
        return false;
    end if;
    perform draw_lots(p_account);
    due := least(due, -(taken.wallet_nanos + taken.receivable_nanos));
    back := -(taken.wallet_nanos + taken.receivable_nanos) - due;
    booked := book(
        p_account, p_kind, p_reference,
        array ['wallet', 'receivable', 'payment_clearing', 'refunds', 'disputes', 'tax_payable'],
        array [back, due, -taken.payment_clearing_nanos, -taken.refunds_nanos, -taken.disputes_nanos,
               -taken.tax_payable_nanos],
        taken.transaction_id);
    to_lot := least(back, -taken.wallet_nanos);
    with given as (
        insert into lot_movement (lot_id, account_id, cause, amount_nanos, transaction_id)
        select lot_id, p_account, 'GIVEN_BACK', to_lot, booked
        from lot_movement where transaction_id = taken.transaction_id and to_lot > 0
        returning lot_id
    )
    update lot set remaining_nanos = remaining_nanos + to_lot from given where given.lot_id = lot.lot_id;
    if back > to_lot then
        perform restore_lots(p_account, booked, back - to_lot);
    end if;
    return true;
end
$$;
