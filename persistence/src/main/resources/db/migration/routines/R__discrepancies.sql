-- Ways in which the books can disagree with themselves, a sentence for each. What follows from few rows are views.

create or replace view lease_discrepancy with (security_invoker = true) as
select format('Wallet %s shows %s held, its leases sum to %s',
              account_id, held_nanos, coalesce(leased.nanos, 0)) as description
from wallet left join (
    select budget_id, sum(amount_nanos) as nanos from lease group by budget_id
) as leased on budget_id = account_id
where held_nanos <> coalesce(leased.nanos, 0)
union all
select format('Window %s of limit %s shows %s held, its leases sum to %s',
              starts_at, limit_id, held_nanos, coalesce(leased.nanos, 0))
from spending_window left join (
    select budget_id, sum(amount_nanos) as nanos from lease group by budget_id
) as leased on budget_id = window_id
where held_nanos <> coalesce(leased.nanos, 0);
grant select on lease_discrepancy to turnpike_across;

-- alive_until is a lifetime after the last sign of life; a minute more is time enough to end the leases.
create or replace view node_discrepancy with (security_invoker = true) as
select format('Lease of %s on budget %s has outlived its node %s', amount_nanos, budget_id, node_id) as description
from lease left join node using (node_id) left join departed_node using (node_id)
where coalesce(alive_until, departed_at, '-infinity') < clock_timestamp() - interval '1 minute';
grant select on node_discrepancy to turnpike_across;

-- Lots may have more left than their wallet: what is spent is drawn later.
create or replace view lot_discrepancy with (security_invoker = true) as
select format('Lot %s shows %s left of %s, its movements sum to %s',
              lot_id, remaining_nanos, amount_nanos, coalesce(moved.nanos, 0)) as description
from lot left join (
    select lot_id, sum(amount_nanos) as nanos from lot_movement group by lot_id
) as moved using (lot_id)
where remaining_nanos <> amount_nanos + coalesce(moved.nanos, 0)
union all
select format('Wallet %s shows %s posted, its lots have only %s left',
              account_id, posted_nanos, coalesce(remaining.nanos, 0))
from settled_wallet left join (
    select account_id, sum(remaining_nanos) as nanos from lot group by account_id
) as remaining using (account_id)
where posted_nanos > coalesce(remaining.nanos, 0);
grant select on lot_discrepancy to turnpike_across;

create or replace view checkpoint_discrepancy with (security_invoker = true) as
select format('The checkpoint of wallet %s says %s posted and %s receivable, its entries until then sum to %s and %s',
              account_id, posted_nanos, receivable_nanos, coalesce(booked.posted, 0),
              coalesce(booked.receivable, 0)) as description
from (
    select account_id, sum(wallet_nanos) as posted, -sum(receivable_nanos) as receivable
    from journal where occurred_at < (select moment from checkpoint) group by account_id
) as booked full join wallet_checkpoint using (account_id)
where posted_nanos is distinct from coalesce(booked.posted, 0)
   or receivable_nanos is distinct from coalesce(booked.receivable, 0)
union all
select format('The checkpoint of key %s says %s spent, its generations until then cost %s',
              key_id, spent_nanos, coalesce(settled.spent, 0))
from (
    select key_id, sum(cost_nanos) as spent
    from generation where settled_at < (select moment from checkpoint) group by key_id
) as settled full join key_checkpoint using (key_id)
where spent_nanos is distinct from coalesce(settled.spent, 0)
union all
select format('The checkpoint of window %s says %s spent, its generations until then cost %s',
              window_id, spent_nanos, coalesce(settled.spent, 0))
from (
    select window_id, sum(cost_nanos) as spent
    from generation cross join unnest(windows) as window_id
    where settled_at < (select moment from checkpoint) group by window_id
) as settled full join window_checkpoint using (window_id)
where spent_nanos is distinct from coalesce(settled.spent, 0)
union all
select format('The end of a month at %s of wallet %s says %s posted, its entries until then sum to %s',
              ends_at, account_id, posted_nanos, coalesce(posted, 0))
from month_checkpoint left join (
    select account_id, month, sum(nanos) over months as posted, lead(month) over months as next_month
    from (
        select account_id, date_trunc('month', occurred_at, 'UTC') as month, sum(wallet_nanos) as nanos
        from journal group by 1, 2
    ) as moved
    window months as (partition by account_id order by month)
) as booked using (account_id)
where month < ends_at and (next_month is null or ends_at <= next_month) and posted_nanos <> posted
   or month is null and posted_nanos <> 0;
grant select on checkpoint_discrepancy to turnpike_across;

create or replace view batch_discrepancy with (security_invoker = true) as
select format('Batch %s of node %s was settled at %s and is not posted yet', batch_id, node_id, settled_at) as description
from settlement_batch
where settled_at < clock_timestamp() - interval '1 minute';
grant select on batch_discrepancy to turnpike_across;

create or replace view key_period_discrepancy with (security_invoker = true) as
select format('Key %s shows %s, %s and %s spent in its last day, week and month, its generations cost %s, %s and %s',
              key_id, day_nanos, week_nanos, month_nanos,
              coalesce(spent.day, 0), coalesce(spent.week, 0), coalesce(spent.month, 0)) as description
from key_spending left join (
    select posted.key_id,
           sum(nanos) filter (where settled_at >= date_trunc('day', last_used_at, 'UTC')) as day,
           sum(nanos) filter (where settled_at >= date_trunc('week', last_used_at, 'UTC')) as week,
           sum(nanos) filter (where settled_at >= date_trunc('month', last_used_at, 'UTC')) as month
    from key_spending as posted join (
        select key_id, settled_at, cost_nanos as nanos from generation
        union all
        select id, settled_at, -cost_nanos from unposted_charge where kind = 'KEY'
    ) as cost using (key_id)
    group by posted.key_id
) as spent using (key_id)
where (day_nanos, week_nanos, month_nanos) is distinct from
      (coalesce(spent.day, 0), coalesce(spent.week, 0), coalesce(spent.month, 0));
grant select on key_period_discrepancy to turnpike_across;

create or replace view promotion_discrepancy with (security_invoker = true) as
select format('Code %s shows %s uses, its redemptions are %s', code_id, uses, coalesce(redeemed.count, 0)) as description
from promotional_code left join (
    select code_id, count(*) from redemption group by code_id
) as redeemed using (code_id)
where uses <> coalesce(redeemed.count, 0);
grant select on promotion_discrepancy to turnpike_across;

-- The payment provider answers within seconds, or is away for minutes.
create or replace view refund_discrepancy with (security_invoker = true) as
select format('Refund %s of %s was asked for at %s and the payment provider has not said what became of it: %s',
              refund_id, credit_nanos, created_at, coalesce(problem, 'nobody could ask it')) as description
from refund where status = 'ASKED' and created_at < clock_timestamp() - interval '10 minutes';
grant select on refund_discrepancy to turnpike_across;

create or replace view asked_refund_discrepancy with (security_invoker = true) as
select format('Refunds that account %s waits for come to %s, the journal has taken %s for them',
              account_id, coalesce(asked.nanos, 0), coalesce(booked.nanos, 0)) as description
from (
    select account_id, sum(credit_nanos) as nanos from refund where status = 'ASKED' group by account_id
) as asked full join (
    select account_id, sum(refunds_nanos) as nanos
    from journal_transaction where refunds_nanos is not null group by account_id
) as booked using (account_id)
where coalesce(asked.nanos, 0) <> coalesce(booked.nanos, 0);
grant select on asked_refund_discrepancy to turnpike_across;

-- What decides on an account's markup: the sum of its days, of which there are thirty at most. While the checkpoint begins
-- anew there are no days, and accounts keep what they had.
create or replace view account_spend_discrepancy with (security_invoker = true) as
select format('Account %s shows %s spent in 30 days, its days sum to %s',
              account_id, coalesce(spent_nanos, 0), coalesce(days.nanos, 0)) as description
from account_spend full join (
    select account_id, greatest(sum(spent_nanos), 0) as nanos
    from spend_day
    where day >= (select (moment at time zone 'UTC')::date - 29 from checkpoint)
    group by account_id
) as days using (account_id)
where coalesce(spent_nanos, 0) <> coalesce(days.nanos, 0)
  and (select moment > 'epoch' from checkpoint);
grant select on account_spend_discrepancy to turnpike_across;

-- Those days, against the calls and their reversals; earlier ones are forgotten.
create or replace view spend_day_discrepancy with (security_invoker = true) as
select format('Account %s shows %s spent on %s, its calls until the checkpoint cost %s',
              account_id, coalesce(spent_nanos, 0), day, coalesce(settled.nanos, 0)) as description
from (
    select account_id, (charged_at at time zone 'UTC')::date as day, sum(cost) as nanos
    from (
        select account_id, settled_at, settled_at, cost_nanos from generation where cost_nanos > 0
        union all
        select reversal.account_id, settled_at, occurred_at, -cost_nanos
        from journal_transaction as reversal join generation on generation_id = reverses_generation
    ) as spent (account_id, charged_at, known_at, cost)
    where known_at < (select moment from checkpoint)
      and charged_at >= (select date_trunc('day', moment, 'UTC') - interval '29 days' from checkpoint)
    group by 1, 2
) as settled full join spend_day using (account_id, day)
where coalesce(spent_nanos, 0) <> coalesce(settled.nanos, 0);
grant select on spend_day_discrepancy to turnpike_across;

-- All discrepancies, of all rows that there ever were, or of the checkpoint and what is newer; empty when all is well.
-- STABLE, so that one moment is seen by all of it.
create or replace function discrepancies(p_of_everything boolean) returns setof text
    language plpgsql stable
    set plan_cache_mode = force_custom_plan as
$$
declare
    since timestamptz := case when p_of_everything then '-infinity' else (select moment from checkpoint) end;
begin
    return query
    select description from lease_discrepancy
    union all select description from node_discrepancy
    union all select description from lot_discrepancy
    union all select description from batch_discrepancy
    union all select description from refund_discrepancy
    union all select description from account_spend_discrepancy;
    if p_of_everything then
        return query
        select description from checkpoint_discrepancy
        union all select description from spend_day_discrepancy
        union all select description from key_period_discrepancy
        union all select description from promotion_discrepancy
        union all select description from asked_refund_discrepancy;
    end if;

    return query
    select format('Journal transaction %s (%s %s) sums to %s, not to 0',
                  transaction_id, kind, reference, summed.nanos)
    from journal_transaction cross join lateral (
        select wallet_nanos + receivable_nanos + payment_clearing_nanos + provider_payable_nanos + revenue_nanos
               + coalesce(promotional_expense_nanos, 0) + coalesce(breakage_nanos, 0) + coalesce(refunds_nanos, 0)
               + coalesce(disputes_nanos, 0) + coalesce(tax_payable_nanos, 0) as nanos) as summed
    where occurred_at >= since and summed.nanos <> 0;

    return query
    select format('Wallet %s shows %s posted and %s receivable, its entries sum to %s and %s',
                  account_id, posted_nanos, receivable_nanos, coalesce(booked.posted, 0),
                  coalesce(booked.receivable, 0))
    from (
        select account_id, sum(part.posted) as posted, sum(part.receivable) as receivable
        from (
            select account_id, posted_nanos as posted, receivable_nanos as receivable
            from wallet_checkpoint where not p_of_everything
            union all
            select account_id, sum(wallet_nanos), -sum(journal.receivable_nanos)
            from journal where occurred_at >= since group by account_id
        ) as part group by account_id
    ) as booked full join settled_wallet using (account_id)
    where posted_nanos is distinct from coalesce(booked.posted, 0)
       or receivable_nanos is distinct from coalesce(booked.receivable, 0);

    return query
    select format('Key %s shows %s spent, its generations cost %s', key_id, spent_nanos, coalesce(settled.spent, 0))
    from (
        select key_id, sum(part.spent) as spent
        from (
            select key_id, spent_nanos as spent from key_checkpoint where not p_of_everything
            union all
            select key_id, sum(cost_nanos) from generation where settled_at >= since group by key_id
            union all
            select id, -sum(cost_nanos) from unposted_charge where kind = 'KEY' group by id
        ) as part group by key_id
    ) as settled full join key_spending using (key_id)
    where spent_nanos is distinct from coalesce(settled.spent, 0);

    return query
    select format('Window %s of limit %s shows %s spent, before it and by its generations it was %s',
                  starts_at, limit_id, spent_nanos, opening_nanos + coalesce(settled.spent, 0))
    from spending_window left join (
        select window_id, sum(part.spent) as spent
        from (
            select window_id, spent_nanos as spent from window_checkpoint where not p_of_everything
            union all
            select id, sum(cost_nanos) from generation cross join unnest(windows) as id
            where settled_at >= since group by id
            union all
            select id, -sum(cost_nanos) from unposted_charge where kind = 'WINDOW' group by id
        ) as part group by window_id
    ) as settled using (window_id)
    where spent_nanos <> opening_nanos + coalesce(settled.spent, 0);

    return query
    select format('Journal transaction %s (%s) moves the wallet by %s, lots by %s',
                  transaction_id, kind, wallet_nanos, coalesce(moved.nanos, 0))
    from journal_transaction left join lateral (
        select sum(change.nanos) as nanos
        from (
            select amount_nanos as nanos from lot
            where lot.transaction_id = journal_transaction.transaction_id
            union all
            select amount_nanos from lot_movement
            where lot_movement.transaction_id = journal_transaction.transaction_id
        ) as change
    ) as moved on true
    where occurred_at >= since and kind <> 'RECEIVABLE_DUE'
      and (wallet_nanos > 0 or kind in ('PROMOTION_EXPIRED', 'REVERSAL', 'REFUND', 'REFUND_ASKED', 'DISPUTE'))
      and wallet_nanos <> coalesce(moved.nanos, 0);

    return query
    select format('Purchase %s is marked credited by payment %s, which the journal does not know',
                  purchase_id, payment_id)
    from purchase
    where status = 'CREDITED' and credited_at >= since and not exists (
        select from journal_transaction
        where journal_transaction.kind = 'PURCHASE' and reference = payment_id
          and journal_transaction.account_id = purchase.account_id);

    return query
    select format('Purchase %s was paid and is not credited: %s', purchase_id, problem)
    from purchase where status = 'OPEN' and problem is not null;

    return query
    select format('Code %s is redeemed by account %s, but the journal has no credit for that of %s',
                  code_id, redemption.account_id, amount_nanos)
    from redemption join promotional_code using (code_id)
    where redeemed_at >= since and not exists (
        select from journal_transaction
        where journal_transaction.kind = 'PROMOTION'
          and reference = 'code-' || code_id || '-' || redemption.account_id
          and journal_transaction.account_id = redemption.account_id and wallet_nanos = amount_nanos);
end
$$;

create or replace view discrepancy with (security_invoker = true) as
select description from discrepancies(true) as description;
grant select on discrepancy to turnpike_across;

-- The same for servers, which connect as somebody who sees one account at a time.
create or replace function check_books(p_of_everything boolean, p_limit integer) returns setof text
    language plpgsql as
$$
begin
    perform set_config('role', 'turnpike_across', true);
    return query select * from discrepancies(p_of_everything) limit p_limit;
end
$$;
