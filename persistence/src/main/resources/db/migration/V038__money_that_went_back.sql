-- Money that goes back stops automatic top-up, unless whoever set it could know of it then. The payment provider's time does not
-- tell: we may learn of a dispute days later.
create sequence return_number;
grant usage on sequence return_number to turnpike_app;

-- In the order in which we learnt of them.
alter table take_back add return_number bigint not null default nextval('return_number');
alter table refund add return_number bigint not null default nextval('return_number');
-- The last one that there was when somebody set it.
alter table auto_top_up add returns_seen bigint not null default 0;

create index take_back_of_account on take_back (account_id, created_at);
