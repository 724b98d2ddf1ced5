-- What accounts spent lately is checked against their calls from now on. V031 took off nothing of what was reversed until
-- then, and left the sums of accounts to the next step of the checkpoint, which comes only when the check has found nothing.
alter table generation no force row level security;
alter table journal_transaction no force row level security;
alter table spend_day no force row level security;
alter table account_spend no force row level security;

delete from spend_day;
insert into spend_day (account_id, day, spent_nanos)
select account_id, (charged_at at time zone 'UTC')::date, sum(cost)
from (
    select account_id, settled_at, settled_at, cost_nanos from generation where cost_nanos > 0
    union all
    select reversal.account_id, settled_at, occurred_at, -cost_nanos
    from journal_transaction as reversal join generation on generation_id = reverses_generation
) as spent (account_id, charged_at, known_at, cost) cross join checkpoint
where known_at < moment and charged_at >= date_trunc('day', moment, 'UTC') - interval '29 days'
group by 1, 2;
update account_spend set spent_nanos = 0 where spent_nanos > 0;
insert into account_spend (account_id, spent_nanos)
select account_id, greatest(sum(spent_nanos), 0) from spend_day group by account_id
on conflict (account_id) do update set spent_nanos = excluded.spent_nanos;

alter table account_spend force row level security;
alter table spend_day force row level security;
alter table journal_transaction force row level security;
alter table generation force row level security;

-- A refund that the payment provider has made and not sent yet.
alter table take_back
    drop constraint take_back_status_check,
    add constraint take_back_status_check check (status in ('PENDING', 'TAKEN', 'GIVEN_BACK', 'LOST')),
    add constraint only_refunds_are_pending check (kind = 'REFUND' or status <> 'PENDING');
