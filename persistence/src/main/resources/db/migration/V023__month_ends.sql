-- What wallets came to when a month (UTC) ended: balances at these moments are asked for, and need not be counted back from
-- the checkpoint through all that happened since. Rows come from the checkpoint as it passes; months that ended before this
-- have none, and are counted.
create table month_checkpoint (
    account_id   uuid        not null,
    ends_at      timestamptz not null,
    posted_nanos bigint      not null,
    primary key (account_id, ends_at)
);
call confine_to_account('month_checkpoint');
grant select on month_checkpoint to turnpike_app;
grant select, insert, update (posted_nanos), delete on month_checkpoint to turnpike_across;
