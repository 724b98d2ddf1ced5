-- Plans: what accounts pay on top of providers' prices, and less the more they have spent lately.
create table plan (
    plan_id    uuid        primary key,
    name       text        not null check (char_length(name) between 1 and 40),
    created_at timestamptz not null,
    created_by text        not null
);
create unique index plan_name on plan (lower(name));
call make_immutable('plan');
grant select, insert on plan to turnpike_app;

-- Every set of rules that a plan ever had. The last one counts.
create table plan_edition (
    plan_edition_id bigint      generated always as identity primary key,
    plan_id         uuid        not null references plan,
    -- Replaces the platform's markup; null when the plan has none of its own.
    basis_points    integer     check (basis_points between 0 and 100000),
    changed_at      timestamptz not null,
    changed_by      text        not null
);
create index plan_edition_of_plan on plan_edition (plan_id, plan_edition_id);
call make_immutable('plan_edition');
grant select, insert on plan_edition to turnpike_app;

-- A markup for accounts that have spent at least so much in 30 days.
create table plan_step (
    plan_edition_id bigint  not null references plan_edition,
    from_nanos      bigint  not null check (from_nanos > 0),
    basis_points    integer not null check (basis_points between 0 and 100000),
    primary key (plan_edition_id, from_nanos)
);
call make_immutable('plan_step');
grant select, insert on plan_step to turnpike_app;

-- The plan of every account that no operator has moved.
insert into plan values ('00000000-0000-0000-0000-000000000000', 'Standard', now(), 'Turnpike');
insert into plan_edition (plan_id, basis_points, changed_at, changed_by)
values ('00000000-0000-0000-0000-000000000000', null, now(), 'Turnpike');

create table account_plan (
    account_id uuid        primary key references account,
    plan_id    uuid        not null references plan,
    moved_at   timestamptz not null,
    moved_by   text        not null
);
call confine_to_account('account_plan');
grant select, insert, update (plan_id, moved_at, moved_by) on account_plan to turnpike_app;
grant select on account_plan to turnpike_across;

-- What an account's calls cost on a day (UTC), as far as the checkpoint has come; what was reversed is taken off the day on
-- which it was reversed.
create table spend_day (
    account_id  uuid   not null,
    day         date   not null,
    spent_nanos bigint not null,
    primary key (account_id, day)
);
grant select on spend_day to turnpike_app;
grant select, insert, update (spent_nanos), delete on spend_day to turnpike_across;

-- The sum of its last 30 days.
create table account_spend (
    account_id  uuid   primary key,
    spent_nanos bigint not null check (spent_nanos >= 0)
);
call confine_to_account('account_spend');
grant select on account_spend to turnpike_app;
grant select, insert, update (spent_nanos) on account_spend to turnpike_across;

-- The checkpoint will not come by there again. Only then is the new table under guard, also from its owner.
alter table generation no force row level security;
insert into spend_day (account_id, day, spent_nanos)
select account_id, (settled_at at time zone 'UTC')::date, sum(cost_nanos)
from generation, checkpoint
where settled_at < moment and settled_at >= moment - interval '32 days' and cost_nanos > 0
group by 1, 2;
alter table generation force row level security;
call confine_to_account('spend_day');

-- Made anew below "routines": it tells the plan, too.
drop function find_key(text);
