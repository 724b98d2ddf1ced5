-- Every way in which the books can disagree with themselves, a sentence for each; empty when all is well.
-- One view, so that one statement sees all of it at one moment.
create view discrepancy with (security_invoker = true) as
select format('Journal transaction %s (%s %s) sums to %s, not to 0',
              transaction_id, kind, reference, coalesce(sum(amount_nanos), 0)) as description
from journal_transaction left join journal_entry using (transaction_id)
group by transaction_id, kind, reference
having coalesce(sum(amount_nanos), 1) <> 0

union all
select format('Wallet %s shows %s posted and %s receivable, its entries sum to %s and %s',
              account_id, posted_nanos, receivable_nanos, coalesce(booked.posted, 0),
              coalesce(booked.receivable, 0))
from (
    select account_id,
           coalesce(sum(amount_nanos) filter (where ledger_account = 'wallet'), 0) as posted,
           coalesce(-sum(amount_nanos) filter (where ledger_account = 'receivable'), 0) as receivable
    from journal_entry group by account_id
) as booked full join wallet using (account_id)
where posted_nanos is distinct from coalesce(booked.posted, 0)
   or receivable_nanos is distinct from coalesce(booked.receivable, 0)

union all
select format('Wallet %s shows %s held, its reservations sum to %s',
              account_id, held_nanos, coalesce(running.held, 0))
from wallet left join (
    select account_id, sum(amount_nanos) as held from reservation group by account_id
) as running using (account_id)
where held_nanos <> coalesce(running.held, 0)

union all
select format('Key %s shows %s held, its reservations sum to %s',
              key_id, held_nanos, coalesce(running.held, 0))
from key_spending left join (
    select key_id, sum(amount_nanos) as held from reservation group by key_id
) as running using (key_id)
where held_nanos <> coalesce(running.held, 0)

union all
select format('Key %s shows %s spent, its generations cost %s',
              key_id, spent_nanos, coalesce(settled.spent, 0))
from key_spending left join (
    select key_id, sum(cost_nanos) as spent from generation group by key_id
) as settled using (key_id)
where spent_nanos <> coalesce(settled.spent, 0)

union all
select format('Usage %s was charged %s, its generation costs %s',
              coalesce(booked.reference, costed.reference), coalesce(booked.cost, 0),
              coalesce(costed.cost, 0))
from (
    select reference, -sum(amount_nanos) as cost
    from journal_transaction join journal_entry using (transaction_id)
    where kind = 'USAGE' and ledger_account in ('wallet', 'receivable')
    group by reference
) as booked full join (
    select 'gen-' || replace(generation_id::text, '-', '') as reference, cost_nanos as cost
    from generation where cost_nanos > 0
) as costed using (reference)
where booked.cost is distinct from costed.cost

union all
select format('Purchase %s is marked credited by payment %s, which the journal does not know',
              purchase_id, payment_id)
from purchase
where status = 'CREDITED' and not exists (
    select from journal_transaction
    where kind = 'PURCHASE' and reference = payment_id
      and journal_transaction.account_id = purchase.account_id);

grant select on discrepancy to turnpike_across;
