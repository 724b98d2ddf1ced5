-- What is left of the credit that this payment bought, once everything that was spent is drawn; and what of the wallet is
-- neither lent nor needed for what is owed. No row when the payment bought nothing.
create or replace function left_of_payment(p_account uuid, p_payment text)
    returns table (unspent_nanos bigint, free_nanos bigint)
    language sql stable as
$$
    select left_nanos,
           greatest(least(left_nanos, wallet.posted_nanos - wallet.held_nanos - wallet.receivable_nanos), 0)
    from lot_left
    join journal_transaction as purchase using (transaction_id)
    join wallet on wallet.account_id = lot_left.account_id
    where lot_left.account_id = p_account and purchase.kind = 'PURCHASE' and purchase.reference = p_payment;
$$;

-- Takes credit out of the lot of this payment, for a refund that is about to be asked for, and never more than there is:
--   TAKEN   it waits in "refunds"; give_back undoes it
--   SPENT   the lot has only so much left
--   LENT    only so much is neither lent nor owed; what is lent is recalled, so that it can be taken soon
create or replace function take_for_refund(
    p_account uuid, p_payment text, p_reference text, p_nanos bigint,
    out outcome text, out nanos bigint
)
    language plpgsql as
$$
declare
    bought lot;
    room bigint;
    booked bigint;
begin
    select posted_nanos - held_nanos - receivable_nanos into room
    from wallet where account_id = p_account for no key update;
    perform draw_lots(p_account);
    select lot.* into strict bought
    from lot join journal_transaction as purchase using (transaction_id)
    where purchase.kind = 'PURCHASE' and purchase.reference = p_payment and lot.account_id = p_account;
    if p_nanos > bought.remaining_nanos then
        outcome := 'SPENT';
        nanos := bought.remaining_nanos;
        return;
    end if;
    if p_nanos > room then
        perform recall_leases(p_account);
        outcome := 'LENT';
        nanos := greatest(room, 0);
        return;
    end if;

    outcome := 'TAKEN';
    nanos := p_nanos;
    booked := book(
        p_account, 'REFUND_ASKED', p_reference, array ['wallet', 'refunds'], array [-p_nanos, p_nanos]);
    if booked is null then
        raise exception 'Credit was taken for refund % before', p_reference;
    end if;
    update lot set remaining_nanos = remaining_nanos - p_nanos where lot_id = bought.lot_id;
    insert into lot_movement (lot_id, account_id, cause, amount_nanos, transaction_id)
    values (bought.lot_id, p_account, 'TAKEN_BACK', -p_nanos, booked);
end
$$;
